import * as z from 'zod/mini'
import { timestamp, uuid } from './primitives.ts'

/** A group whose updates safe mode switched off, with the counts at that time. */
export const safeModeBrakeSchema = z.object({
  application_id: uuid,
  group_id: uuid,
  tripped_ts: timestamp,
  /** The timed-out updates, and the limit that they reached. */
  updates_timed_out: z.number(),
  limit: z.number(),
})

/** The latest time that the server's clock had been ahead, and what it wrote meanwhile was set to the present. */
export const futureTimesSchema = z.object({
  corrected_ts: timestamp,
  nodes: z.number(),
  history_entries: z.number(),
})

/** A deleted group or application, of which something is left to remove. */
export const deletionSchema = z.object({
  subject: z.enum(['group', 'application']),
  name: z.string(),
  deleted_ts: timestamp,
  /** Nodes that still have it; their history goes after them. */
  nodes_left: z.number(),
})
export type Deletion = z.infer<typeof deletionSchema>

/**
 * Response of `GET /platte/status`, which only Platte's own server has. `safe_mode_brakes` is null in front of another
 * server, which does not distinguish an operator's pause from safe mode.
 */
export const platteStatusSchema = z.object({
  version: z.string(),
  /** The nodes are simulated. */
  demo: z.boolean(),
  /** Whether `GET /platte/audit-log` lists writes; absent from a server without an audit log. */
  audit_log: z.optional(z.boolean()),
  /** The update server behind this process. */
  update_server: z.nullable(z.string()),
  safe_mode_brakes: z.nullable(z.array(safeModeBrakeSchema)),
  /** Null where no times were ever in the future; absent in front of another server. */
  future_times: z.optional(z.nullable(futureTimesSchema)),
  /** How many different check-ins were refused in the last 24 hours; absent in front of another server. */
  refused_check_ins: z.optional(z.number()),
  /** What is being removed in the background; absent in front of another server. */
  deletions: z.optional(z.array(deletionSchema)),
})
export type PlatteStatus = z.infer<typeof platteStatusSchema>
