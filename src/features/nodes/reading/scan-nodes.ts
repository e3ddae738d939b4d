import type { NodeList, NodeQueryPlan } from './node-query-plan.ts'
import type { NodeRow } from './node-row.ts'
import type { ReadNodePage } from './read-node-page.ts'
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
 * Reads every list of a plan to its end and applies the residual filters. Keeps no rows. A list that fails is not read
 * further. Resolves when every list is read or has failed, or after `signal` has aborted the requests.
 * @param readPage called for all first pages before any second, so that the total is soon known
 */
export async function scanNodes(
  { lists, ...how }: Pick<NodeQueryPlan, 'lists' | 'residualFilters' | 'stopsEarly'>,
  readPage: ReadNodePage,
  listener: ScanListener,
  signal: AbortSignal,
): Promise<void> {
  await Promise.all(
    lists.map(async (list) => {
      const failure = new AbortController()
      try {
        await scanList(list, how, readPage, listener, AbortSignal.any([signal, failure.signal]))
      } catch (error) {
        failure.abort()
        if (!signal.aborted) listener.onFailure(list, error)
      }
    }),
  )
}

async function scanList(
  list: NodeList,
  { residualFilters, stopsEarly }: Pick<NodeQueryPlan, 'residualFilters' | 'stopsEarly'>,
  readPage: ReadNodePage,
  listener: ScanListener,
  signal: AbortSignal,
): Promise<void> {
  /** Returns the number of the last page that has to be read. */
  const scanPage = async (page: number): Promise<number> => {
    const { rows, total } = await readPage(list, { page, perPage: ROWS_PER_PAGE }, signal)
    signal.throwIfAborted()
    if (page === 1) listener.onTotal(list, total)
    const { matches, remaining, failedBy } = applyFilters(rows, residualFilters)
    const lastPage = Math.ceil(total / ROWS_PER_PAGE)
    const isLast = page >= lastPage || (stopsEarly && failedBy.has('older'))
    const ruledOut = stopsEarly && isLast ? Math.max(0, total - page * ROWS_PER_PAGE) : 0
    listener.onPage({ list, matches, scanned: rows.length + ruledOut, remaining })
    return isLast ? page : lastPage
  }

  const lastPage = await scanPage(1)
  if (!stopsEarly) {
    await Promise.all(Array.from({ length: lastPage - 1 }, (_, index) => scanPage(index + 2)))
    return
  }
  let [page, last] = [1, lastPage]
  while (page < last) {
    page += 1
    last = await scanPage(page)
  }
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
