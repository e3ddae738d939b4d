import { mergeSorted } from '#src/lib/merge-sorted.ts'
import type { ReadNodePage } from './read-node-page.ts'
import type { NodeList, NodeQueryPlan } from './node-query-plan.ts'
import type { NodeRow } from './node-row.ts'
import { failuresByGroup, messageOf, type NodeResults, type NodeSource } from './node-source.ts'
import { scanNodes } from './scan-nodes.ts'
import { createSnapshotStore } from './snapshot-store.ts'

// Each telling merges what is new into what was found: with 100,000 rows that takes some milliseconds.
const TELL_AFTER_MS = 250

interface ListScan {
  list: NodeList
  total: number | null
  lookedAt: number
  left: number[]
  error: unknown
}

const begun = (list: NodeList): ListScan => ({ list, total: null, lookedAt: 0, left: [], error: null })

/** The nodes of a plan that are tested here: everything is read once, and what matches is kept. */
export function createScannedSource(plan: NodeQueryPlan, read: ReadNodePage): NodeSource {
  const scans = new Map(plan.lists.map((list) => [list, begun(list)]))
  let rows: NodeRow[] = []
  let fresh: NodeRow[] = []
  const known = new Set<string>()
  let aborter = new AbortController()
  let since = Date.now()
  let state: NodeResults['state'] = 'reading'

  const store = createSnapshotStore<NodeResults>(() => {
    rows = mergeSorted(rows, fresh.toSorted(plan.compare), plan.compare)
    fresh = []
    const all = [...scans.values()]
    return {
      total: rows.length,
      looked: {
        at: all.reduce((sum, { lookedAt }) => sum + lookedAt, 0),
        of: all.reduce((sum, { total }) => sum + (total ?? 0), 0),
      },
      left: new Map(
        plan.tests.map(({ kind }, test) => [kind, all.reduce((sum, { left }) => sum + (left[test] ?? 0), 0)]),
      ),
      groupsRead: new Set(
        all.flatMap(({ total, error, list }) => (total === null || error !== null ? [] : list.group.groupId)),
      ).size,
      hasOthers: false,
      failures: failuresByGroup(
        all.flatMap(({ error, list }) =>
          error === null ? [] : { group: list.group, message: messageOf(error) },
        ),
      ),
      state,
      since,
    }
  })

  const scan = async (lists: readonly NodeList[]) => {
    const { signal } = aborter
    state = 'reading'
    store.publish()
    await scanNodes(
      { ...plan, lists },
      read,
      {
        onTotal: (list, total) => {
          const scan = scans.get(list)
          if (!scan) return
          scan.total = total
          scan.error = null
        },
        onPage: ({ list, matches, lookedAt, left }) => {
          const scan = scans.get(list)
          if (!scan || signal.aborted) return
          scan.lookedAt += lookedAt
          scan.left = left.map((count, test) => count + (scan.left[test] ?? 0))
          for (const row of matches) {
            // A list that grows while it is read shows a row on two of its pages.
            const key = `${row.group.groupId} ${row.id}`
            if (known.has(key)) continue
            known.add(key)
            fresh.push(row)
          }
          store.publish(TELL_AFTER_MS)
        },
        onFailure: (list, error) => {
          const scan = scans.get(list)
          if (scan) scan.error = error
          store.publish(TELL_AFTER_MS)
        },
      },
      signal,
    )
    if (signal.aborted) return
    state = 'done'
    store.publish()
  }

  return {
    start: () => {
      aborter = new AbortController()
      for (const list of plan.lists) scans.set(list, begun(list))
      rows = []
      fresh = []
      known.clear()
      since = Date.now()
      void scan(plan.lists)
    },
    stop: () => {
      aborter.abort()
      state = state === 'done' ? 'done' : 'stopped'
      store.publish()
    },
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    rowAt: (index) => rows[index],
    want: () => undefined,
    retry: () => {
      if (state === 'reading') return
      const failed = [...scans.values()].filter(({ error }) => error !== null)
      // What a list gave before it failed stays; reading it again finds the same once more.
      for (const { list, error } of failed) scans.set(list, { ...begun(list), error })
      void scan(failed.map(({ list }) => list))
    },
  }
}
