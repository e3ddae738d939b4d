import { errorMessage } from '#src/lib/error-message.ts'
import { mergeSorted } from '#src/lib/merge-sorted.ts'
import type { NodeList, NodeQueryPlan } from './node-query-plan.ts'
import { nodeKey, type NodeRow } from './node-row.ts'
import { failuresByGroup, type NodeResults } from './node-source.ts'
import type { ScannedPage } from './scan-nodes.ts'

interface ListTally {
  list: NodeList
  /** Null until the server has reported it. */
  total: number | null
  scanned: number
  /** For each residual filter: rows that pass it and the ones before it. */
  remaining: number[]
  /** Null unless reading the list failed. */
  error: unknown
}

type TallyResults = Omit<NodeResults, 'state' | 'startedAt' | 'hasForeignEntries'>

/** Adds up what a scan has read: the matches in their order, and how far each list is read. */
export interface ScanTally {
  setTotal: (list: NodeList, total: number) => void
  addPage: (page: ScannedPage) => void
  setError: (list: NodeList, error: unknown) => void
  /** Forgets the counts of the lists that failed, but not their matches, and returns those lists. */
  restartFailed: () => NodeList[]
  results: () => TallyResults
  rowAt: (index: number) => NodeRow | undefined
}

export function createScanTally({ lists, residualFilters, compare }: NodeQueryPlan): ScanTally {
  const tallies = new Map(lists.map((list) => [list, emptyTally(list)]))
  const seen = new Set<string>()
  const groupsFound = new Set<string>()
  let rows: NodeRow[] = []
  let unsorted: NodeRow[] = []

  const sum = (count: (tally: ListTally) => number) =>
    [...tallies.values()].reduce((total, tally) => total + count(tally), 0)

  return {
    setTotal: (list, total) => {
      const tally = tallies.get(list)
      if (tally) Object.assign(tally, { total, error: null })
    },
    addPage: ({ list, matches, scanned, remaining }) => {
      const tally = tallies.get(list)
      if (!tally) return
      tally.scanned += scanned
      tally.remaining = remaining.map((count, index) => count + (tally.remaining[index] ?? 0))
      for (const row of matches) {
        // A list that grows while it is read shows a row on two of its pages.
        if (seen.has(nodeKey(row))) continue
        seen.add(nodeKey(row))
        unsorted.push(row)
        groupsFound.add(row.group.groupId)
      }
    },
    setError: (list, error) => {
      const tally = tallies.get(list)
      if (tally) tally.error = error
    },
    restartFailed: () => {
      const failed = [...tallies.values()].filter(({ error }) => error !== null)
      // The error stays until the list is read again. Matches found before it failed stay too, and are not added twice.
      for (const { list, error } of failed) tallies.set(list, { ...emptyTally(list), error })
      return failed.map(({ list }) => list)
    },
    results: () => {
      rows = mergeSorted(rows, unsorted.toSorted(compare), compare)
      unsorted = []
      return {
        total: rows.length,
        groupsFound: groupsFound.size,
        scanned: { done: sum(({ scanned }) => scanned), of: sum(({ total }) => total ?? 0) },
        remaining: new Map(
          residualFilters.map(({ kind }, index) => [kind, sum(({ remaining }) => remaining[index] ?? 0)]),
        ),
        ...groupsOf([...tallies.values()]),
      }
    },
    rowAt: (index) => rows[index],
  }
}

const emptyTally = (list: NodeList): ListTally => ({
  list,
  total: null,
  scanned: 0,
  remaining: [],
  error: null,
})

/** How many groups are read, and which failed. */
function groupsOf(tallies: readonly ListTally[]): Pick<NodeResults, 'groupsRead' | 'failures'> {
  const read = tallies.filter(({ total, error }) => total !== null && error === null)
  const failed = tallies.filter(({ error }) => error !== null)
  return {
    groupsRead: new Set(read.map(({ list }) => list.group.groupId)).size,
    failures: failuresByGroup(
      failed.map(({ list, error }) => ({ group: list.group, message: errorMessage(error) })),
    ),
  }
}
