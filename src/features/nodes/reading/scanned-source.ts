import { serverNow } from '#src/lib/server-clock.ts'
import type { NodeList, NodeQueryPlan } from './node-query-plan.ts'
import type { NodeResults, NodeSource } from './node-source.ts'
import { enqueueReads, type ReadNodePage } from './read-node-page.ts'
import { createResultsStore } from './results-store.ts'
import { scanNodes } from './scan-nodes.ts'
import { createScanTally } from './scan-tally.ts'

// Each publication merges the new matches into the sorted rows: with 100,000 rows that takes some milliseconds.
const PUBLISH_DELAY_MS = 250

/** A source for a plan with residual filters: reads every list to its end once and keeps the matches. */
export function createScannedSource(plan: NodeQueryPlan, readPage: ReadNodePage): NodeSource {
  let tally = createScanTally(plan)
  let aborter = new AbortController()
  let startedAt = serverNow()
  let state: NodeResults['state'] = 'reading'

  const store = createResultsStore(
    () => ({ ...tally.results(), hasForeignEntries: false, state, startedAt }),
    PUBLISH_DELAY_MS,
  )

  const scan = async (lists: readonly NodeList[]) => {
    const { signal } = aborter
    state = 'reading'
    store.publish()
    const listener = {
      onTotal: tally.setTotal,
      onPage: (page: Parameters<typeof tally.addPage>[0]) => {
        if (signal.aborted) return
        tally.addPage(page)
        store.publishSoon()
      },
      onFailure: (list: NodeList, error: unknown) => {
        tally.setError(list, error)
        store.publishSoon()
      },
    }
    await scanNodes({ ...plan, lists }, enqueueReads(readPage, 'high'), listener, signal)
    if (signal.aborted) return
    state = 'done'
    store.publish()
  }

  return {
    start: () => {
      aborter = new AbortController()
      tally = createScanTally(plan)
      startedAt = serverNow()
      void scan(plan.lists)
    },
    stop: () => {
      aborter.abort()
      if (state !== 'done') state = 'stopped'
      store.publish()
    },
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    rowAt: (index) => tally.rowAt(index),
    setVisibleRange: () => undefined,
    retry: () => {
      if (state !== 'reading') void scan(tally.restartFailed())
    },
  }
}
