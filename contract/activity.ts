import * as z from 'zod/mini'
import { listOrNull, pageCounts, timestamp, uuid } from './primitives.ts'

export const ACTIVITY_CLASS = {
  packageNotFound: 1,
  rolloutStarted: 2,
  rolloutFinished: 3,
  rolloutFailed: 4,
  instanceUpdateFailed: 5,
  channelPackageUpdated: 6,
} as const

export const ACTIVITY_SEVERITY = { success: 1, info: 2, warning: 3, error: 4 } as const

export const activityEntrySchema = z.object({
  id: z.string(),
  app_id: z.nullable(uuid),
  application_name: z.string(),
  group_id: z.nullable(uuid),
  group_name: z.nullable(z.string()),
  channel_name: z.nullable(z.string()),
  instance_id: z.nullable(z.string()),
  class: z.number(),
  severity: z.number(),
  version: z.string(),
  created_ts: timestamp,
  /** Only where the request has `DETAILS`: of the node; empty where it has none, null without a node. */
  instance_alias: z.optional(z.nullable(z.string())),
  /** Likewise: of a failed update; null where it has none, or its history is gone. */
  error_code: z.optional(z.nullable(z.string())),
  /** Likewise: of the channel; null without one. */
  channel_arch: z.optional(z.nullable(z.number())),
})
export type ActivityEntry = z.infer<typeof activityEntrySchema>

/** Query parameter that only Platte's own server knows: adds `instance_alias`, `error_code` and `channel_arch` to each entry. */
export const DETAILS = 'details'

export const activityPageSchema = z.object({ ...pageCounts, activities: listOrNull(activityEntrySchema) })
