import type { Instance } from '#contract/instance.ts'
import { nodeDisplayName } from '#src/domain/nodes/node-display-name.ts'
import type { NodeGroup } from './node-group.ts'

/** A node of a group, kept small since a browser may hold 100,000 of them. */
export interface NodeRow {
  id: string
  /** Null without one. */
  alias: string | null
  ip: string
  version: string
  /** The number on the wire. */
  status: number | null
  /** The version it was last granted. */
  updateVersion: string | null
  /** Of its latest failed update, as sent: empty without a code, null for none, undefined where it is not reported. */
  errorCode?: string | null | undefined
  /** Time of its last update check, in ms. */
  checkedAt: number
  group: NodeGroup
}

/**
 * Null for a foreign entry: a Nebraska lists a machine once for each of its applications, and `application.group_id`
 * says which group the entry belongs to.
 */
export function toNodeRow(instance: Instance, group: NodeGroup): NodeRow | null {
  const { id, ip, application } = instance
  if (application.group_id !== group.groupId) return null
  return {
    id,
    alias: nodeDisplayName(instance),
    ip,
    version: application.version,
    status: application.status,
    updateVersion: application.last_update_version,
    errorCode: application.error_code,
    checkedAt: Date.parse(application.last_check_for_updates),
    group,
  }
}

/** Identifies a node among all groups; a machine may be in groups of several applications. */
export const nodeKey = ({ group, id }: NodeRow): string => `${group.groupId} ${id}`
