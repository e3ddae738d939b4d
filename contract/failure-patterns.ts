import * as z from 'zod/mini'
import { timestamp, uuid } from './primitives.ts'

/** At most this many ended updates are compared: the latest. */
export const MAX_COMPARED_UPDATES = 10_000
/** Of each attribute, at most this many values with failures: those with the most. */
export const MAX_PATTERN_VALUES = 200
/** At most this many failed nodes of a value are named. */
export const MAX_NAMED_NODES = 50

/** By what failed nodes can differ from the others: a network is a /24 or a /64, an hour one of UTC. */
export const PATTERN_ATTRIBUTES = ['from_version', 'oem', 'network', 'hour'] as const
export type PatternAttribute = (typeof PATTERN_ATTRIBUTES)[number]

const errorCount = z.object({
  /** Without its flags; empty where nodes reported none. */
  error_code: z.string(),
  nodes: z.number(),
})

/** The nodes with one value of an attribute. */
export const patternValueSchema = z.object({
  /** Empty where it is not known. */
  value: z.string(),
  /** Nodes whose update ended, and those of them whose update failed at least once. */
  nodes: z.number(),
  failed: z.number(),
  errors: z.array(errorCount),
  /** Some of the failed nodes: `MAX_NAMED_NODES` at most. */
  failed_nodes: z.array(z.string()),
})
export type PatternValue = z.infer<typeof patternValueSchema>

/**
 * Response of `GET /platte/failure-patterns?application=ID&group=ID`, which only our server has: nodes of the group whose
 * update ended since the rollout of its target started, or in the last 30 days without one.
 */
export const failurePatternsSchema = z.object({
  application_id: uuid,
  group_id: uuid,
  since_ts: timestamp,
  nodes: z.number(),
  failed: z.number(),
  /** True when there were more than `MAX_COMPARED_UPDATES`, of which only the latest count. */
  sampled: z.boolean(),
  errors: z.array(errorCount),
  attributes: z.array(
    z.object({
      attribute: z.enum(PATTERN_ATTRIBUTES),
      /** How many values there are, with and without failures. */
      count: z.number(),
      /** Those with failures, most failures first. */
      values: z.array(patternValueSchema),
    }),
  ),
})
export type FailurePatterns = z.infer<typeof failurePatternsSchema>
