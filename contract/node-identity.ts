import * as z from 'zod/mini'
import { timestamp } from './primitives.ts'

/** An address or a boot id that a node reported. */
export const nodeIdentitySchema = z.object({
  value: z.string(),
  first_seen_ts: timestamp,
  last_seen_ts: timestamp,
  /** How often the node came back to it within a day, after it had reported another one. */
  returns: z.number(),
})

/**
 * What tells apart the machines that report one node's id: the latest eight addresses and boot ids, newest first. Both are
 * empty for a node that never changed either.
 */
export const nodeIdentitiesSchema = z.object({
  instance_id: z.string(),
  /**
   * Whether several machines seem to report this id: a boot id came back, which no reboot does, or addresses did twice, which
   * a moved machine's don't.
   */
  is_shared: z.boolean(),
  addresses: z.array(nodeIdentitySchema),
  boot_ids: z.array(nodeIdentitySchema),
})
export type NodeIdentities = z.infer<typeof nodeIdentitiesSchema>

/** The list names at most this many nodes: those that changed last. */
export const MAX_SHARED_IDS = 100

/** Response of `GET /platte/shared-ids`, of all groups or of one (`group=ID`): the nodes whose ids several machines seem to report. */
export const sharedIdsSchema = z.object({
  nodes: z.array(nodeIdentitiesSchema),
  /** May be more than are named. */
  total: z.number(),
})
export type SharedIds = z.infer<typeof sharedIdsSchema>
