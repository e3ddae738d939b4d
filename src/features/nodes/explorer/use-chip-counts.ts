import { queryOptions, useQueries } from '@tanstack/react-query'
import { MINUTE_MS } from '#contract/time-units.ts'
import type { NodeFilter } from '#src/domain/nodes/node-filter.ts'
import type { NodeGroup } from '#src/features/nodes/reading/node-group.ts'
import { type NodeQueryPlan, planNodeQuery } from '#src/features/nodes/reading/node-query-plan.ts'
import type { NodeResults } from '#src/features/nodes/reading/node-source.ts'
import { countNodes, enqueueReads, readNodePage } from '#src/features/nodes/reading/read-node-page.ts'
import { nodeFilterParams } from '#src/routes/node-filter-url.ts'
import { serverNow } from '#src/lib/server-clock.ts'
import type { FilterChip } from './filter-chips.ts'

/** Counts that need more requests than this are made only on demand. */
const MAX_AUTOMATIC_REQUESTS = 60
const FRESH_MS = MINUTE_MS

export interface ChipCount {
  nodes: number | null
  /** Why there is no number, or what it lacks. */
  state: 'counting' | 'skipped' | 'failed' | 'exact' | 'at least'
}

interface ChipCountsOptions {
  chips: readonly FilterChip[]
  groups: readonly NodeGroup[]
  plan: NodeQueryPlan
  results: NodeResults
  /** The operator wants every count, however many requests that takes. */
  countAll: boolean
}

/**
 * How many nodes match each filter together with the ones before it. The results already have the count of the last
 * filter that the servers apply, and of the residual ones after it; each filter before takes a request per list.
 */
export function useChipCounts({ chips, groups, plan, results, countAll }: ChipCountsOptions): {
  counts: ChipCount[]
  /** Requests that the skipped counts would take. */
  skippedRequests: number
} {
  const residualKinds = new Set<string>(plan.residualFilters.map(({ kind }) => kind))
  const serverChips = chips.filter(({ kind }) => !residualKinds.has(kind))
  const chipsToCount = serverChips.slice(0, -1)
  const requests = chipsToCount.length * plan.lists.length
  const enabled = countAll || requests <= MAX_AUTOMATIC_REQUESTS
  const queries = useQueries({
    queries: chipsToCount.map(({ upToHere }) => ({ ...countQuery(upToHere, groups), enabled })),
  })
  const fromResults = (nodes: number): ChipCount => ({
    nodes: results.groupsRead === 0 && plan.groups.length > 0 ? null : nodes,
    state: stateOf(results),
  })
  const counts = chips.map(({ kind }, index): ChipCount => {
    if (index >= serverChips.length) return fromResults(results.remaining.get(kind) ?? 0)
    const query = queries[index]
    if (query === undefined) return fromResults(results.scanned?.of ?? results.total)
    if (!enabled) return { nodes: null, state: 'skipped' }
    if (query.data !== undefined) return { nodes: query.data, state: 'exact' }
    return { nodes: null, state: query.isError ? 'failed' : 'counting' }
  })
  return { counts, skippedRequests: enabled ? 0 : requests }
}

function stateOf({ state, failures, groupsRead }: NodeResults): ChipCount['state'] {
  if (failures.length > 0 && groupsRead === 0) return 'failed'
  if (state === 'reading') return 'counting'
  return failures.length > 0 || state === 'stopped' ? 'at least' : 'exact'
}

const countQuery = (filter: NodeFilter, groups: readonly NodeGroup[]) =>
  queryOptions({
    queryKey: ['nodes', 'count', nodeFilterParams(filter).toString(), groups],
    queryFn: async ({ signal }) => {
      const { lists } = planNodeQuery(filter, groups, { column: 'lastCheck', descending: false }, serverNow())
      const readPage = enqueueReads(readNodePage, 'low')
      const counts = await Promise.all(lists.map((list) => countNodes(list, readPage, signal)))
      return counts.reduce((sum, count) => sum + count, 0)
    },
    staleTime: FRESH_MS,
  })
