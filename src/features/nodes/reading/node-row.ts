import type { Instance } from '#contract/instance.ts'
import { nodeDisplayName } from '#src/domain/nodes/node-alias.ts'
import type { NodeGroup } from './node-group.ts'

/** A node in a group, as small as 100,000 of them should be. */
export interface NodeRow {
  id: string
  /** Null where it has none. */
  alias: string | null
  ip: string
  version: string
  /** By its number on the wire. */
  status: number | null
  /** What it was granted last. */
  updateVersion: string | null
  /** When it last asked for an update, in ms. */
  checkedAt: number
  group: NodeGroup
}

/** Null for what the machine told of another application, which that one's group lists. */
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
    checkedAt: Date.parse(application.last_check_for_updates),
    group,
  }
}
