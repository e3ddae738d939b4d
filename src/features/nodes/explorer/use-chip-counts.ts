import { MINUTE_MS } from '#contract/time-units.ts'
import { queryOptions, useQueries } from '@tanstack/react-query'
import type { NodeFilter } from '#src/domain/nodes/node-filter.ts'
import { nodeFilterParams } from '#src/routes/node-filter-url.ts'
import { mapLimited } from '#src/lib/map-limited.ts'
import type { NodeGroup } from '#src/features/nodes/reading/node-group.ts'
import type { FilterChip } from './filter-chips.ts'
import {
  MAX_CONCURRENT_REQUESTS,
  readNodePage,
  countNodes,
} from '#src/features/nodes/reading/read-node-page.ts'
import { planNodeQuery, type NodeQueryPlan } from '#src/features/nodes/reading/node-query-plan.ts'
import type { NodeResults } from '#src/features/nodes/reading/node-source.ts'

/** More questions than this are only asked when somebody wants to know. */
const MOST_UNASKED = 60
const FRESH_MS = MINUTE_MS

export interface ChipCount {
  nodes: number | null
  /** Why there is no number, or what it lacks. */
  state: 'counting' | 'unasked' | 'failed' | 'known' | 'at least'
}

/**
 * How many nodes each filter leaves, together with those before it. The last that the servers apply leaves what
 * they tell of anyway, and what is tested here is counted on the way; those before take a question a group.
 * @param asked that somebody wants them however many questions that takes
 */
export function useChipCounts(
  chips: readonly FilterChip[],
  groups: readonly NodeGroup[],
  plan: NodeQueryPlan,
  found: NodeResults,
  asked: boolean,
): { counts: ChipCount[]; unasked: number } {
  const tested = new Set<string>(plan.tests.map(({ kind }) => kind))
  const ofServers = chips.filter(({ kind }) => !tested.has(kind))
  const before = ofServers.slice(0, -1)
  const questions = before.length * plan.lists.length
  const enabled = asked || questions <= MOST_UNASKED
  const queries = useQueries({
    queries: before.map(({ upTo }) => ({ ...countQuery(upTo, groups), enabled })),
  })
  const soFar = (nodes: number): ChipCount => ({
    nodes: found.groupsRead === 0 && plan.groups.length > 0 ? null : nodes,
    state: stateOf(found),
  })
  const counts = chips.map(({ kind }, place): ChipCount => {
    if (place >= ofServers.length) return soFar(found.left.get(kind) ?? 0)
    const query = queries[place]
    if (query === undefined) return soFar(found.looked?.of ?? found.total)
    if (!enabled) return { nodes: null, state: 'unasked' }
    if (query.data !== undefined) return { nodes: query.data, state: 'known' }
    return { nodes: null, state: query.isError ? 'failed' : 'counting' }
  })
  return { counts, unasked: enabled ? 0 : questions }
}

function stateOf({ state, failures, groupsRead }: NodeResults): ChipCount['state'] {
  if (failures.length > 0 && groupsRead === 0) return 'failed'
  if (state === 'reading') return 'counting'
  return failures.length > 0 || state === 'stopped' ? 'at least' : 'known'
}

const countQuery = (filter: NodeFilter, groups: readonly NodeGroup[]) =>
  queryOptions({
    queryKey: ['nodes', 'count', nodeFilterParams(filter).toString(), groups],
    queryFn: async ({ signal }) => {
      const { lists } = planNodeQuery(filter, groups, { column: 'lastCheck', descending: false }, Date.now())
      const totals = await mapLimited(lists, MAX_CONCURRENT_REQUESTS, (list) =>
        countNodes(list, readNodePage, signal),
      )
      return totals.reduce((sum, total) => sum + total, 0)
    },
    staleTime: FRESH_MS,
  })
