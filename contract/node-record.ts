import * as z from 'zod/mini'
import { timestamp, uuid } from './primitives.ts'

/** The history of a node is read by at most this many entries, the newest. */
export const MAX_HISTORY_ENTRIES = 10_000

/** A node's record of one application. */
export const nodeApplicationSchema = z.object({
  application_id: uuid,
  /** Null where its group was deleted. */
  group_id: z.nullable(uuid),
  version: z.string(),
  /** Null where it never reported one. */
  status: z.nullable(z.number()),
  last_check_ts: timestamp,
  /** Seconds between its latest check-ins, from five minutes to a day, the newest first; eight at most. */
  recent_check_gaps: z.array(z.number()),
  first_seen_ts: timestamp,
  /** Of its latest grant; both null before the first. */
  granted_ts: z.nullable(timestamp),
  granted_version: z.nullable(z.string()),
  update_in_progress: z.boolean(),
})
export type NodeApplication = z.infer<typeof nodeApplicationSchema>

/** Response of `GET /platte/nodes/:instance`, which only our server has: a node in all its applications, also a silent one. */
export const nodeRecordSchema = z.object({
  id: z.string(),
  ip: z.string(),
  /** Empty where it has none; so are the next two. */
  alias: z.string(),
  oem: z.string(),
  aleph_version: z.string(),
  created_ts: timestamp,
  /** Whether several machines seem to report its id (`GET /platte/node-identities` tells them apart). */
  is_shared: z.boolean(),
  /** The latest to check in first. */
  applications: z.array(nodeApplicationSchema),
})
export type NodeRecord = z.infer<typeof nodeRecordSchema>

/** Response of `GET /platte/nodes/:instance/history?application=ID&limit=N`: newest first, in all groups it was in. */
export const nodeHistorySchema = z.object({
  entries: z.array(
    z.object({
      status: z.number(),
      /** The version of its grant; null before the first. */
      version: z.nullable(z.string()),
      created_ts: timestamp,
      error_code: z.nullable(z.string()),
      /** Null where the group was deleted. */
      group_id: z.nullable(uuid),
    }),
  ),
  /** There are older entries. */
  has_more: z.boolean(),
})
export type NodeHistory = z.infer<typeof nodeHistorySchema>
