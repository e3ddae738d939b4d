import * as z from 'zod/mini'
import { timestamp, uuid } from './primitives.ts'

/** Medians are over the latest nodes that came to the end of a phase: this many at most for each. */
export const MOST_PHASE_NODES = 150
/** Failures are told of the latest ones: this many at most. */
export const MOST_FAILURES = 5000
/** How long nodes sit in a status is looked up for those whose grants are the oldest: this many at most for each. */
export const MOST_SITTING_NODES = 500

/** What the group's limits are held against: over its nodes seen in the last day. */
export const updateCountsSchema = z.object({
  /** Nodes whose latest grant is younger than the policy's period. */
  granted_in_last_period: z.number(),
  /** Nodes whose grant has not ended and is not older than the policy's timeout. */
  in_progress: z.number(),
  /** Nodes whose grant has not ended and is older than the policy's timeout. */
  timed_out: z.number(),
  /** 1 where an update to the target has ended somehow, so that safe mode lets more than one node go; 0 otherwise. */
  ended_at_target: z.number(),
})

/** How long nodes took from one status to the other, in updates to the target since the rollout started. */
export const rolloutPhaseSchema = z.object({
  from_status: z.number(),
  to_status: z.number(),
  /** Null where no node has come that far. */
  median_seconds: z.nullable(z.number()),
  /** How many the median is over, `MOST_PHASE_NODES` at most. */
  nodes: z.number(),
})

/** An hour of the server's clock (UTC), with what nodes' updates to the target came to in it. */
export const rolloutHourSchema = z.object({
  from_ts: timestamp,
  /** The last one ends now and is shorter than an hour. */
  until_ts: timestamp,
  granted: z.number(),
  completed: z.number(),
  failed: z.number(),
})

export const rolloutFailureSchema = z.object({
  /** As nodes sent it; null where they sent none. */
  error_code: z.nullable(z.string()),
  /** What they were granted: the target, or a floor on the way to it. */
  version: z.nullable(z.string()),
  /** Nodes that failed so, once or several times. */
  nodes: z.number(),
  /** Those of them that have failed so last and are in status error still; the others went on. */
  nodes_in_error: z.number(),
  latest_ts: timestamp,
})

/** Nodes of the last day whose update is in this status (granted, downloading, downloaded or installed) now. */
export const sittingNodesSchema = z.object({
  status: z.number(),
  nodes: z.number(),
  /** Since when the one sits there that has sat for longest. */
  since_ts: timestamp,
  /** Those that sit there for longer than the policy's timeout. */
  over_timeout: z.number(),
  /** There may be more of those than that: only `MOST_SITTING_NODES` were looked up. */
  over_timeout_at_least: z.boolean(),
})

/**
 * Answer of `GET /platte/rollout?application=ID&group=ID`, which only our server has: how far the rollout of the
 * package is that the group's channel points at, all of it at one instant.
 */
export const rolloutSchema = z.object({
  application_id: uuid,
  group_id: uuid,
  /** The server's time. */
  now_ts: timestamp,
  /** Null where the channel has no package, or the group no channel. */
  target: z.nullable(z.string()),
  /** The first grant of the target since the channel points at it; null where there was none. */
  started_ts: z.nullable(timestamp),
  /** When a node of the group last completed an update, within 30 days. */
  last_completion_ts: z.nullable(timestamp),
  counts: updateCountsSchema,
  /** When the grants of the last period leave room again; null while they do, and where the limit is none. */
  period_frees_ts: z.nullable(timestamp),
  /** From granted to complete by each of its steps, with and without "installed", and as a whole, in this order. */
  phases: z.array(rolloutPhaseSchema),
  /** Every hour from the start on, oldest first, the one under way last: 24 at most. */
  hours: z.array(rolloutHourSchema),
  /** By version and code, of updates since the start; those of most nodes first. */
  failures: z.array(rolloutFailureSchema),
  /** Nodes that failed since the start, whatever their codes. */
  nodes_failed: z.number(),
  /** There were more failures than those looked at, the latest `MOST_FAILURES`. */
  failures_at_least: z.boolean(),
  /** In the order in which a node passes them; a status without nodes is left out. */
  sitting: z.array(sittingNodesSchema),
})
export type Rollout = z.infer<typeof rolloutSchema>
