import * as z from 'zod/mini'
import { text, timestamp, uuid } from './primitives.ts'
import { MAX_REASON_LENGTH } from './write-context.ts'

/** The outcomes of a group in a freeze and in its thaw. */
export const FREEZE_OUTCOMES = [
  /** Not written yet. */
  'waiting',
  /** Its updates were on, and the freeze switched them off. */
  'paused',
  /** Its updates were off already: nothing was written, and a thaw leaves them off. */
  'was-off',
  /** The group was deleted. */
  'gone',
  'failed',
] as const
export const THAW_OUTCOMES = [
  'restored',
  /** It was changed during the freeze and left as it is. */
  'left',
  'gone',
  'failed',
] as const

const MAX_MESSAGE_LENGTH = 500

/** `GroupSettings` as any server may store them: limited in size, and otherwise accepted as they are. */
const settingsSchema = z.object({
  name: text('name', 256),
  description: text('description', 1000),
  track: text('track', 256),
  channel_id: z.nullable(uuid),
  policy_updates_enabled: z.boolean('policy_updates_enabled must be true or false'),
  policy_safe_mode: z.boolean('policy_safe_mode must be true or false'),
  policy_office_hours: z.boolean('policy_office_hours must be true or false'),
  policy_timezone: text('policy_timezone', 100),
  policy_period_interval: text('policy_period_interval', 100),
  policy_max_updates_per_period: z.int('policy_max_updates_per_period must be a whole number'),
  policy_update_timeout: text('policy_update_timeout', 100),
})

const groupNames = {
  group_id: uuid,
  /** The names at that time. */
  application_name: text('application_name', 256),
  group_name: text('group_name', 256),
}

export const frozenGroupSchema = z.object({
  application_id: uuid,
  ...groupNames,
  /** The group's settings just before it was frozen. */
  before: settingsSchema,
  outcome: z.enum(FREEZE_OUTCOMES),
  /** Null until the group is thawed, and always for a group that the freeze did not change. */
  thaw: z.nullable(z.enum(THAW_OUTCOMES)),
  /** Why it failed. */
  message: z.nullable(text('message', MAX_MESSAGE_LENGTH)),
})
export type FrozenGroup = z.infer<typeof frozenGroupSchema>

const NAMES = { group_id: true, application_name: true, group_name: true } as const

/** A freeze of the fleet or a part of it; one at a time is in force. */
export const freezeSchema = z.object({
  id: uuid,
  created_ts: timestamp,
  actor: z.string(),
  reason: text('reason', MAX_REASON_LENGTH),
  groups: z.array(frozenGroupSchema),
  /** Groups that the operator excluded. */
  exceptions: z.array(z.object(groupNames)),
  /** Null while it is in force. */
  thawed_ts: z.nullable(timestamp),
  /** Who thawed it; null while it is in force, missing in records of before. */
  thawed_by: z.optional(z.nullable(z.string())),
})
export type Freeze = z.infer<typeof freezeSchema>

/** Response of `GET /platte/freezes`, which only Platte's own server has: the latest twenty, newest first, or with `in_force=true` the one in force. */
export const freezeListSchema = z.object({ freezes: z.array(freezeSchema) })

/** More would not fit into a request. */
const MAX_GROUPS = 1000

/**
 * Body of `PUT /platte/freezes/:id`, sent before any group is written. The browser chooses the id, so a retry is the same
 * freeze and gets its current state. 409 (`FREEZE_IN_FORCE`) while another one is in force.
 */
export const freezeWriteSchema = z.object({
  reason: text('reason', MAX_REASON_LENGTH),
  groups: z.array(z.pick(frozenGroupSchema, { application_id: true, before: true, ...NAMES })).check(
    z.minLength(1, 'groups must not be empty'),
    z.maxLength(MAX_GROUPS, `groups can be at most ${MAX_GROUPS}`),
    z.refine(
      (groups) => new Set(groups.map(({ group_id }) => group_id)).size === groups.length,
      'groups must not contain a group twice',
    ),
  ),
  exceptions: z
    .array(z.object(groupNames))
    .check(z.maxLength(MAX_GROUPS, `exceptions can be at most ${MAX_GROUPS}`)),
})
export type FreezeWrite = z.infer<typeof freezeWriteSchema>
export const FREEZE_IN_FORCE = 'freeze-in-force'

/**
 * Body of `PUT /platte/freezes/:id/groups/:group`: the outcome of a group. Its settings before the freeze can be replaced
 * until it is paused; after that they are final (409).
 */
export const frozenGroupWriteSchema = z.pick(frozenGroupSchema, {
  before: true,
  outcome: true,
  thaw: true,
  message: true,
})
export type FrozenGroupWrite = z.infer<typeof frozenGroupWriteSchema>
