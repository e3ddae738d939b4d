import { MAX_CONCURRENT_REQUESTS, type ReadNodePage } from './read-node-page.ts'
import type { NodeList, NodeQueryPlan } from './node-query-plan.ts'
import type { NodeRow } from './node-row.ts'

const ROWS_A_PAGE = 500

export interface ScanListener {
  /** A page was looked at: what matched, and how many rows were left after each of the plan's tests. */
  onPage: (page: ScannedPage) => void
  /** How many entries a list has. */
  onTotal: (list: NodeList, total: number) => void
  /** A list could not be read to its end; the others go on. */
  onFailure: (list: NodeList, error: unknown) => void
}

export interface ScannedPage {
  list: NodeList
  matches: NodeRow[]
  lookedAt: number
  left: number[]
}

/**
 * Reads the plan's lists whole, several pages at a time, and tests every node. Keeps none of them. Resolves when all
 * are read or failed, or when `signal` aborts it.
 */
export async function scanNodes(
  { lists, tests, endsEarly }: Pick<NodeQueryPlan, 'lists' | 'tests' | 'endsEarly'>,
  read: ReadNodePage,
  listener: ScanListener,
  signal: AbortSignal,
): Promise<void> {
  const queue: { list: NodeList; page: number }[] = lists.map((list) => ({ list, page: 1 }))
  const failed = new Set<NodeList>()

  const look = async (list: NodeList, page: number): Promise<void> => {
    const { rows, total } = await read(list, { page, perPage: ROWS_A_PAGE }, signal)
    if (page === 1) listener.onTotal(list, total)
    const matches: NodeRow[] = []
    const left = tests.map(() => 0)
    let isPastTheEnd = false
    for (const row of rows) {
      if (row === null) continue
      const failedAt = tests.findIndex(({ matches }) => !matches(row))
      if (failedAt === -1) matches.push(row)
      else if (endsEarly && tests[failedAt]?.kind === 'older') isPastTheEnd = true
      const passed = failedAt === -1 ? tests.length : failedAt
      for (let test = 0; test < passed; test += 1) left[test] = (left[test] ?? 0) + 1
    }
    const pages = Math.ceil(total / ROWS_A_PAGE)
    const isLast = isPastTheEnd || page >= pages
    // The order says of the rest that it doesn't match: it is as good as looked at.
    const rest = endsEarly && isLast ? Math.max(0, total - page * ROWS_A_PAGE) : 0
    listener.onPage({ list, matches, lookedAt: rows.length + rest, left })
    // All first pages come before any second, so that it is soon known how many entries there are.
    if (endsEarly && !isLast) queue.push({ list, page: page + 1 })
    else if (!endsEarly && page === 1) {
      for (let next = 2; next <= pages; next += 1) queue.push({ list, page: next })
    }
  }

  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next && !signal.aborted; next = queue.shift()) {
      const { list, page } = next
      if (failed.has(list)) continue
      try {
        // oxlint-disable-next-line no-await-in-loop -- several of these work side by side
        await look(list, page)
      } catch (error) {
        if (signal.aborted || failed.has(list)) continue
        failed.add(list)
        listener.onFailure(list, error)
      }
      // What a worker found to do may be enough for those who found nothing and went.
      wake()
    }
  }

  const workers = new Set<Promise<void>>()
  const wake = () => {
    while (workers.size < Math.min(MAX_CONCURRENT_REQUESTS, workers.size + queue.length)) {
      const worker: Promise<void> = work().finally(() => workers.delete(worker))
      workers.add(worker)
    }
  }
  wake()
  while (workers.size > 0) {
    // oxlint-disable-next-line no-await-in-loop -- there may be new ones meanwhile
    await Promise.all(workers)
  }
}
