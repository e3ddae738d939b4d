import * as z from 'zod/mini'
import { timestamp, uuid } from './primitives.ts'

/** Each median covers at most this many nodes: the latest to complete the phase. */
export const MAX_PHASE_NODES = 150
/** At most this many failures are counted: the latest. */
export const MAX_FAILURES = 5000
/** For each step, the time in it is looked up for at most this many nodes: those with the oldest grants. */
export const MAX_STEP_NODES = 500

/** The counts that the group's limits apply to, over its nodes seen in the last 24 hours. */
export const updateCountsSchema = z.object({
  /** Nodes whose latest grant is younger than the policy's period. */
  granted_in_last_period: z.number(),
  /** Nodes whose grant has not ended and is not older than the policy's timeout. */
  in_progress: z.number(),
  /** Nodes whose grant has not ended and is older than the policy's timeout. */
  timed_out: z.number(),
  /** 1 when an update to the target has ended, so that safe mode applies the group's own limit; 0 otherwise. */
  ended_at_target: z.number(),
})

/** The time that nodes took from one status to another, in updates to the target since the rollout started. */
export const rolloutPhaseSchema = z.object({
  from_status: z.number(),
  to_status: z.number(),
  /** Null when no node has reached `to_status`. */
  median_seconds: z.nullable(z.number()),
  /** The number of nodes in the median, `MAX_PHASE_NODES` at most. */
  nodes: z.number(),
})

/** The updates to the target in one hour of the server's clock (UTC). */
export const rolloutHourSchema = z.object({
  from_ts: timestamp,
  /** The last one ends now and is shorter than an hour. */
  until_ts: timestamp,
  granted: z.number(),
  completed: z.number(),
  failed: z.number(),
})

export const rolloutFailureSchema = z.object({
  /** As nodes reported it; null when they reported none. */
  error_code: z.nullable(z.string()),
  /** The granted version: the target or a floor. */
  version: z.nullable(z.string()),
  /** Nodes with this failure, once or repeatedly. */
  nodes: z.number(),
  /** Those whose latest failure this is and that still have the status error. */
  nodes_in_error: z.number(),
  latest_ts: timestamp,
})

/** Nodes seen in the last 24 hours whose update has this status now: granted, downloading, downloaded or installed. */
export const updateStepSchema = z.object({
  status: z.number(),
  nodes: z.number(),
  /** When the longest of them reached the status. */
  since_ts: timestamp,
  /** Those that have had the status for longer than the policy's timeout. */
  over_timeout: z.number(),
  /** True when `over_timeout` may be higher: only `MAX_STEP_NODES` nodes were looked up. */
  over_timeout_at_least: z.boolean(),
})

/**
 * Response of `GET /platte/rollout?application=ID&group=ID`, which only our server has: a snapshot of the rollout of
 * the channel's package.
 */
export const rolloutSchema = z.object({
  application_id: uuid,
  group_id: uuid,
  /** The server's time. */
  now_ts: timestamp,
  /** Null when the channel has no package, or the group no channel. */
  target: z.nullable(z.string()),
  /** The first grant of the target since the channel has it; null when there was none. */
  started_ts: z.nullable(timestamp),
  /** When a node of the group last completed an update, within 30 days. */
  last_completion_ts: z.nullable(timestamp),
  counts: updateCountsSchema,
  /**
   * Nodes that the group granted an update which has not ended, but which its lists don't have: they check in with another
   * group since, or have ids in braces. Absent from older servers.
   */
  in_progress_unlisted: z.optional(z.number()),
  /** When the period's limit allows the next grant; null when it allows one now, and without a limit. */
  next_slot_ts: z.nullable(timestamp),
  /** From granted to complete: each step, with and without "installed", then the whole update. */
  phases: z.array(rolloutPhaseSchema),
  /** Every hour since the start, oldest first, the current one last: 24 at most. */
  hours: z.array(rolloutHourSchema),
  /** By version and code, of updates since the start; most nodes first. */
  failures: z.array(rolloutFailureSchema),
  /** Nodes that failed since the start, whatever their codes. */
  nodes_failed: z.number(),
  /** True when there were more than `MAX_FAILURES` failures, of which only the latest are counted. */
  failures_at_least: z.boolean(),
  /** In the order of an update; a status without nodes is left out. */
  steps: z.array(updateStepSchema),
})
export type Rollout = z.infer<typeof rolloutSchema>
