import * as z from 'zod/mini'
import { timestamp, uuid } from './primitives.ts'

/** Where safe mode switched a group's updates off, and at which counts. */
export const safeModeBrakeSchema = z.object({
  application_id: uuid,
  group_id: uuid,
  tripped_ts: timestamp,
  /** Updates that ran into the timeout, and the limit that they reached. */
  updates_timed_out: z.number(),
  limit: z.number(),
})

/**
 * Answer of `GET /platte/status`, which only our server has. `safe_mode_brakes` is null in front of
 * another server, which doesn't tell an operator's pause from the brake.
 */
export const platteStatusSchema = z.object({
  version: z.string(),
  /** The nodes are simulated. */
  demo: z.boolean(),
  /** Writes are noted, and `GET /platte/audit-log` tells them. Left out by a server that keeps none. */
  audit_log: z.optional(z.boolean()),
  /** The server that this process stands in front of. */
  update_server: z.nullable(z.string()),
  safe_mode_brakes: z.nullable(z.array(safeModeBrakeSchema)),
})
export type PlatteStatus = z.infer<typeof platteStatusSchema>
