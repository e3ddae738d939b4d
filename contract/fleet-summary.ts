import * as z from 'zod/mini'
import { instanceStatsSchema, versionBreakdownSchema } from './group-statistics.ts'
import { timestamp, uuid } from './primitives.ts'

/** A group's numbers. Null is what is not known: not read yet, or not told by that server. */
export const groupStatsSchema = z.object({
  application_id: uuid,
  group_id: uuid,
  /** Nodes seen in the last day and in the last 30, by status. */
  instances_stats: z.nullable(z.object({ '1d': instanceStatsSchema, '30d': instanceStatsSchema })),
  /** Nodes seen in the last day. */
  version_breakdown: z.nullable(versionBreakdownSchema),
  /** Since when an operator has updates switched off. Only our own server's groups have this and what follows. */
  paused_ts: z.nullable(timestamp),
  /** When a node last completed an update, within 30 days. */
  last_completion_ts: z.nullable(timestamp),
  /** The first grant of the channel's package, since the channel points at it. */
  rollout_started_ts: z.nullable(timestamp),
  /** When the numbers were read; null where there are none. */
  read_ts: z.nullable(timestamp),
  /** Why the latest try to read them failed; the numbers are from an earlier one then, if there are any. */
  error: z.nullable(z.string()),
})
export type GroupStats = z.infer<typeof groupStatsSchema>

/**
 * Answer of `GET /platte/fleet`, which only our server has: every group of every application.
 * `counted` from our own database, or `gathered` from the update server that we stand in front of.
 */
export const fleetSummarySchema = z.object({
  source: z.enum(['counted', 'gathered']),
  /** The server's time: what is the age of a `read_ts` without trusting another clock. */
  now_ts: timestamp,
  /** A gathering is under way: some groups are not read yet, or will be anew in a moment. */
  gathering: z.boolean(),
  groups: z.array(groupStatsSchema),
})
export type FleetSummary = z.infer<typeof fleetSummarySchema>
