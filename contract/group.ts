import * as z from 'zod/mini'
import { channelSchema } from './channel.ts'
import { listOrNull, pageCounts, text, timestamp, trimmedText, uuid } from './primitives.ts'
import { updatePolicyShape } from './update-policy.ts'

export const groupSchema = z.object({
  id: uuid,
  application_id: uuid,
  name: z.string(),
  description: z.string(),
  /** Stays true while a single node lags behind, so it does not measure progress. */
  rollout_in_progress: z.boolean(),
  policy_updates_enabled: z.boolean(),
  policy_safe_mode: z.boolean(),
  policy_office_hours: z.boolean(),
  policy_timezone: z.nullable(z.string()),
  policy_period_interval: z.string(),
  policy_max_updates_per_period: z.number(),
  policy_update_timeout: z.string(),
  created_ts: timestamp,
  track: z.string(),
  channel_id: z.nullable(uuid),
  /** Absent from a group without one. */
  channel: z.optional(channelSchema),
})
export type Group = z.infer<typeof groupSchema>

/** The seven policy fields of a group. */
export type UpdatePolicy = Pick<Group, Extract<keyof Group, `policy_${string}`>>

/** The version that the group's channel offers; null without a channel or a package. */
export const targetVersion = ({
  channel,
}: {
  channel?: { package: { version: string } | null } | null | undefined
}): string | null => channel?.package?.version ?? null

export const groupPageSchema = z.object({ ...pageCounts, groups: listOrNull(groupSchema) })

/**
 * Body of POST and PUT of a group. A PUT replaces everything but the application: a boolean left out becomes false, a
 * channel left out or empty means none, and a track left out or empty becomes the group's own id.
 */
export const groupWriteSchema = z
  .object({
    name: trimmedText('name', 50, 1),
    description: z.optional(text('description', 250)),
    track: z.optional(trimmedText('track', 256)),
    channel_id: z.optional(text('channel_id')),
    ...updatePolicyShape,
    policy_updates_enabled: z.optional(updatePolicyShape.policy_updates_enabled),
    policy_safe_mode: z.optional(updatePolicyShape.policy_safe_mode),
    policy_office_hours: z.optional(updatePolicyShape.policy_office_hours),
  })
  .check(
    z.refine((group) => !group.policy_office_hours || group.policy_timezone !== '', {
      path: ['policy_timezone'],
      error: 'policy_timezone is required while updates keep to office hours',
    }),
  )
export type GroupWrite = z.infer<typeof groupWriteSchema>
