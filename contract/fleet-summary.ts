import * as z from 'zod/mini'
import { instanceStatsSchema, versionBreakdownSchema } from './group-statistics.ts'
import { timestamp, uuid } from './primitives.ts'

/** A group's statistics. Null means not read yet, or not reported by the server. */
export const groupStatsSchema = z.object({
  application_id: uuid,
  group_id: uuid,
  /** Nodes by status, seen in the last 24 hours and in the last 30 days. */
  instances_stats: z.nullable(z.object({ '1d': instanceStatsSchema, '30d': instanceStatsSchema })),
  /** Nodes seen in the last 24 hours. */
  version_breakdown: z.nullable(versionBreakdownSchema),
  /** When an operator switched updates off. Only Platte's own server reports this field and the next two. */
  paused_ts: z.nullable(timestamp),
  /** When a node last completed an update, within 30 days. */
  last_completion_ts: z.nullable(timestamp),
  /** The first grant of the channel's package since the channel has it. */
  rollout_started_ts: z.nullable(timestamp),
  /** When the statistics were read; null without any. */
  read_ts: z.nullable(timestamp),
  /** Why the latest read failed; any statistics are from an earlier read then. */
  error: z.nullable(z.string()),
})
export type GroupStats = z.infer<typeof groupStatsSchema>

/**
 * Response of `GET /platte/fleet`, which only Platte's own server has: every group of every application, `counted` in its
 * own database or `gathered` from the update server behind it.
 */
export const fleetSummarySchema = z.object({
  source: z.enum(['counted', 'gathered']),
  /** The server's time, to compute the age of a `read_ts` by one clock. */
  now_ts: timestamp,
  /** The server is reading groups: some may be missing or outdated. */
  gathering: z.boolean(),
  groups: z.array(groupStatsSchema),
})
export type FleetSummary = z.infer<typeof fleetSummarySchema>
