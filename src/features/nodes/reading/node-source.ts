import type { NodeGroup } from './node-group.ts'
import type { NodeRow } from './node-row.ts'

export interface GroupFailure {
  group: NodeGroup
  message: string
}

/** What is known so far about the nodes that match a filter. */
export interface NodeResults {
  /** Matching entries known so far. */
  total: number
  /** Nodes that the browser has filtered, of all that the servers list; null where the servers filter. */
  scanned: { done: number; of: number } | null
  /** By kind of residual filter: nodes that pass it and the ones before it. */
  remaining: ReadonlyMap<string, number>
  groupsRead: number
  /** Groups with matching entries, as far as they are known. */
  groupsFound: number
  /** The total includes foreign entries, see `toNodeRow`. */
  hasForeignEntries: boolean
  failures: readonly GroupFailure[]
  state: 'reading' | 'done' | 'stopped'
  /** When reading began, in ms. */
  startedAt: number
}

/** Reads the nodes of a plan; subscribers are notified whenever the results change. */
export interface NodeSource {
  start: () => void
  /** Aborts every request. */
  stop: () => void
  subscribe: (listener: () => void) => () => void
  getSnapshot: () => NodeResults
  /** Undefined until the row is read, null for a foreign entry. */
  rowAt: (index: number) => NodeRow | null | undefined
  /** Rows in view are read first. */
  setVisibleRange: (first: number, last: number) => void
  /** Reads the groups that failed again. */
  retry: () => void
}

/** The first failure of each group; a group can have several lists. */
export function failuresByGroup(failures: Iterable<GroupFailure>): GroupFailure[] {
  const byGroup = new Map<string, GroupFailure>()
  for (const failure of failures) {
    if (!byGroup.has(failure.group.groupId)) byGroup.set(failure.group.groupId, failure)
  }
  return [...byGroup.values()]
}
