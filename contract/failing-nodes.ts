import * as z from 'zod/mini'
import { timestamp, uuid } from './primitives.ts'

/** As many failures of one kind in a row are a loop that a node does not leave by itself. */
export const FAILURE_LOOP = 3
/** Failures of this many days count. */
export const FAILING_DAYS = 30
/** The list names at most this many nodes: those that failed last. */
export const MAX_FAILING = 100
/** Of each group, at most this many failures are looked at: the latest. */
export const MAX_FAILURES_OF_GROUP = 2000

/** A node that was rolled back, or failed in the same way again and again, since its last completed update. */
export const failingNodeSchema = z.object({
  application_id: uuid,
  group_id: uuid,
  instance_id: z.string(),
  /** Empty where it has none. */
  alias: z.string(),
  /** What it was granted. */
  version: z.nullable(z.string()),
  error_code: z.nullable(z.string()),
  /** It booted the new version and came back with the old one. */
  is_rollback: z.boolean(),
  /** How often it failed in this way. */
  times: z.number(),
  latest_ts: timestamp,
})
export type FailingNode = z.infer<typeof failingNodeSchema>

/** The failing nodes of a group, whether they are named or not. */
export const failingGroupSchema = z.object({
  application_id: uuid,
  group_id: uuid,
  nodes: z.number(),
  /** Failures of these nodes, each in its way. */
  times: z.number(),
})
export type FailingGroup = z.infer<typeof failingGroupSchema>

/** Response of `GET /platte/failing-nodes`, of all groups or of one (`group=ID`), which only our server has. */
export const failingNodesSchema = z.object({
  nodes: z.array(failingNodeSchema),
  /** May be more than are named. */
  total: z.number(),
  /** Of the total. */
  rolled_back: z.number(),
  /** A group has more failures than are looked at. */
  at_least: z.boolean(),
  /** Each group that has some. */
  groups: z.array(failingGroupSchema),
})
export type FailingNodes = z.infer<typeof failingNodesSchema>
