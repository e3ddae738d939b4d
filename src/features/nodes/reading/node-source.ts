import type { NodeGroup } from './node-group.ts'
import type { NodeRow } from './node-row.ts'

export interface GroupFailure {
  group: NodeGroup
  message: string
}

/** What is known of the nodes of a filter, so far. */
export interface NodeResults {
  /** Entries that match, as far as known. */
  total: number
  /** How many were looked at here, of how many that the servers told of; null where the servers do all. */
  looked: { at: number; of: number } | null
  /** By kind: nodes left after each test that is done here, and those before it. */
  left: ReadonlyMap<string, number>
  groupsRead: number
  /** The total holds entries of other applications too: a Nebraska lists a machine once for each of its own. */
  hasOthers: boolean
  failures: readonly GroupFailure[]
  state: 'reading' | 'done' | 'stopped'
  /** When reading began, in ms. */
  since: number
}

/** Nodes of a filter in their order, as they become known. A subscriber hears of every change. */
export interface NodeSource {
  start: () => void
  /** Ends all requests. */
  stop: () => void
  subscribe: (listener: () => void) => () => void
  getSnapshot: () => NodeResults
  /** Undefined while it isn't read, null for an entry of another application. */
  rowAt: (index: number) => NodeRow | null | undefined
  /** Says which rows are in view, so that they are read first. */
  want: (first: number, last: number) => void
  /** Asks the groups that failed again. */
  retry: () => void
}

/** Of several failures of a group's lists the first. */
export function failuresByGroup(failures: Iterable<GroupFailure>): GroupFailure[] {
  const byGroup = new Map<string, GroupFailure>()
  for (const failure of failures) {
    if (!byGroup.has(failure.group.groupId)) byGroup.set(failure.group.groupId, failure)
  }
  return [...byGroup.values()]
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
