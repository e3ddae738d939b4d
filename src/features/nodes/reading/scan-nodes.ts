import PQueue from 'p-queue'
import type { NodeList, NodeQueryPlan } from './node-query-plan.ts'
import type { NodeRow } from './node-row.ts'
import { MAX_CONCURRENT_REQUESTS, type ReadNodePage } from './read-node-page.ts'
import type { ResidualFilter } from './residual-filters.ts'

const ROWS_PER_PAGE = 500

export interface ScannedPage {
  list: NodeList
  matches: NodeRow[]
  /** Entries read, and those that need not be read since the order of the list rules them out. */
  scanned: number
  /** For each residual filter: rows that pass it and the ones before it. */
  remaining: number[]
}

export interface ScanListener {
  /** How many entries a list has; called before its first page. */
  onTotal: (list: NodeList, total: number) => void
  onPage: (page: ScannedPage) => void
  /** The list could not be read to its end; the others continue. */
  onFailure: (list: NodeList, error: unknown) => void
}

/**
 * Reads every list of a plan to its end and applies the residual filters, six requests at a time. Keeps no rows.
 * Resolves when every list is read or has failed, or after `signal` has aborted the requests.
 */
export async function scanNodes(
  { lists, residualFilters, stopsEarly }: Pick<NodeQueryPlan, 'lists' | 'residualFilters' | 'stopsEarly'>,
  readPage: ReadNodePage,
  listener: ScanListener,
  signal: AbortSignal,
): Promise<void> {
  const queue = new PQueue({ concurrency: MAX_CONCURRENT_REQUESTS })
  const failed = new Set<NodeList>()

  const scanPage = async (list: NodeList, page: number): Promise<void> => {
    if (signal.aborted || failed.has(list)) return
    try {
      const { rows, total } = await readPage(list, { page, perPage: ROWS_PER_PAGE }, signal)
      if (page === 1) listener.onTotal(list, total)
      const { matches, remaining, failedBy } = applyFilters(rows, residualFilters)
      const lastPage = Math.ceil(total / ROWS_PER_PAGE)
      const isLast = page >= lastPage || (stopsEarly && failedBy.has('older'))
      const ruledOut = stopsEarly && isLast ? Math.max(0, total - page * ROWS_PER_PAGE) : 0
      listener.onPage({ list, matches, scanned: rows.length + ruledOut, remaining })
      // The queue is first come, first served: all first pages are read before any second, so the total is soon known.
      if (stopsEarly && !isLast) void queue.add(() => scanPage(list, page + 1))
      if (!stopsEarly && page === 1) {
        for (let next = 2; next <= lastPage; next += 1) void queue.add(() => scanPage(list, next))
      }
    } catch (error) {
      if (signal.aborted || failed.has(list)) return
      failed.add(list)
      listener.onFailure(list, error)
    }
  }

  for (const list of lists) void queue.add(() => scanPage(list, 1))
  await queue.onIdle()
}

/** Applies the filters in their order; `failedBy` has the kinds that were the first to reject a row. */
function applyFilters(rows: readonly (NodeRow | null)[], filters: readonly ResidualFilter[]) {
  const matches: NodeRow[] = []
  const remaining = filters.map(() => 0)
  const failedBy = new Set<ResidualFilter['kind']>()
  for (const row of rows) {
    if (row === null) continue
    const failing = filters.find((filter, index) => {
      if (!filter.matches(row)) return true
      remaining[index] = (remaining[index] ?? 0) + 1
      return false
    })
    if (failing) failedBy.add(failing.kind)
    else matches.push(row)
  }
  return { matches, remaining, failedBy }
}
