import * as z from 'zod/mini'
import { CHECK_OUTCOMES, GATE_STATES } from './update-rules/explain-decision.ts'
import { UPDATE_GATES } from './update-rules/update-gates.ts'
import { timestamp, uuid } from './primitives.ts'

/** `nodes_before` counts no further. */
export const MAX_NODES_BEFORE = 10_000

export const gateSchema = z.object({
  gate: z.enum(UPDATE_GATES),
  state: z.enum(GATE_STATES),
  /** What a limit compares; null for other gates, and for limits that the policy doesn't have or that are not reached. */
  count: z.nullable(z.number()),
  limit: z.nullable(z.number()),
  /** Since when the gate blocks, a limit since it was reached; null where it doesn't, or the time is unknown. */
  since_ts: z.nullable(timestamp),
  /**
   * When it lets nodes pass again without anybody's doing, at the latest; null where that is unknown. Another gate may hold the
   * node then: see `later_gates`.
   */
  clears_ts: z.nullable(timestamp),
})
export type UpdateGateReport = z.infer<typeof gateSchema>

/** A package on a node's way to the target. */
export const pathStepSchema = z.object({
  version: z.string(),
  /** Null for the target, unless the target is a floor too. */
  floor_reason: z.nullable(z.string()),
  is_floor: z.boolean(),
  blacklisted: z.boolean(),
})

/**
 * Response of `GET /platte/nodes/:instance/why?application=ID`, which only our server has: what the node would get if it
 * checked in now with the version, track and arch of its last check-in, and what keeps it from its update.
 */
export const nodeWhySchema = z.object({
  /** The server's time. */
  now_ts: timestamp,
  instance_id: z.string(),
  application_id: uuid,
  /** Null where its group is gone. */
  group_id: z.nullable(uuid),
  version: z.string(),
  last_check_ts: timestamp,
  /** The version of the channel's package; null without one. */
  target: z.nullable(z.string()),
  outcome: z.enum(CHECK_OUTCOMES),
  /**
   * The first gate that it doesn't pass; null where it gets its update. A node that is silent doesn't pass that gate, and the
   * others tell what it would get at its next check-in.
   */
  blocked_by: z.nullable(z.enum(UPDATE_GATES)),
  /** In the order of the decision. */
  gates: z.array(gateSchema),
  /**
   * The gates that hold the node in turn once the one that blocks it now lets it pass, if nothing happens until then: no update
   * ends, and nobody changes anything. Each with when it lets the node pass at the latest; null, and the last one, where that
   * is unknown.
   */
  later_gates: z.array(z.object({ gate: z.enum(UPDATE_GATES), clears_ts: z.nullable(timestamp) })),
  /** The packages that it has yet to install, in order, five floors at most; empty at the target or above it. */
  path: z.array(pathStepSchema),
  /** When safe mode switched the group's updates off; null where it has not. */
  safe_mode_ts: z.nullable(timestamp),
  /**
   * While a limit holds the node: the nodes on hold that checked in before it and still wait for an update, `MAX_NODES_BEFORE`
   * at most; null otherwise. A node that is silent or not on hold yet counts as checking in now, and so comes after all of them.
   */
  nodes_before: z.nullable(z.number()),
  /**
   * While the period's limit holds it, and no other limit after that: about when its turn comes, within office hours where the
   * policy keeps to them, if nodes are granted in the order of their checks. Null beyond a year.
   */
  turn_ts: z.nullable(timestamp),
})
export type NodeWhy = z.infer<typeof nodeWhySchema>

/**
 * Response of `GET /platte/groups/:group/why`: where the group's nodes of the last 30 days wait, if all of them checked in
 * now. Each node is in one count, so `gates`, `granted` and `offered` add up to `nodes`.
 */
export const groupWhySchema = z.object({
  now_ts: timestamp,
  group_id: uuid,
  nodes: z.number(),
  /** In the order of the decision; a gate that blocks no node is left out. */
  gates: z.array(z.object({ gate: z.enum(UPDATE_GATES), nodes: z.number() })),
  /** Nodes that would be granted an update: as many as the limits allow now. */
  granted: z.number(),
  /** Nodes that would be offered again what they were granted. */
  offered: z.number(),
})
export type GroupWhy = z.infer<typeof groupWhySchema>
