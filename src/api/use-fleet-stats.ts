import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { FleetSummary, GroupStats } from '#contract/fleet-summary.ts'
import { ApiError } from '#src/api/api-error.ts'
import { fleetSummaryQuery } from '#src/api/fleet-summary.ts'
import { type GroupStatsState, isRetryingNow } from '#src/api/group-stats-state.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { usePolledGroupStats } from '#src/api/use-polled-group-stats.ts'

/** `asked` of a Nebraska group by group; undefined until it is known. */
export type NumbersSource = FleetSummary['source'] | 'asked' | undefined

export interface FleetStats {
  source: NumbersSource
  /** In the order of the groups that were asked for. */
  answers: readonly GroupStatsState[]
  /** Ids of all groups that there are now; null where nobody tells. */
  groupIds: ReadonlySet<string> | null
}

const NO_REFS: readonly GroupRef[] = []

/**
 * The numbers of these groups: from our server's summary of the whole fleet where it runs, else three requests a group
 * with those in view first (`askFirst`). Keep `refs` the same array while the groups are.
 */
export function useFleetStats(refs: readonly GroupRef[]): FleetStats {
  const summary = useQuery(fleetSummaryQuery())
  const mustAsk = summary.data === null
  const asked = usePolledGroupStats(mustAsk ? refs : NO_REFS)
  const { data, error, dataUpdatedAt } = summary
  const isRetrying = isRetryingNow(summary)
  const told = useMemo(
    () => (data ? answersFrom(data, refs, { error, dataUpdatedAt, isRetrying }) : []),
    [data, refs, error, dataUpdatedAt, isRetrying],
  )
  const none = useMemo(
    () => refs.map(() => ({ numbers: undefined, readAt: 0, error, isRetrying })),
    [refs, error, isRetrying],
  )
  const groupIds = useMemo(() => (data && !data.gathering ? idsOf(data) : null), [data])
  if (mustAsk) return { source: 'asked', answers: asked, groupIds }
  return { source: data?.source, answers: data ? told : none, groupIds }
}

const idsOf = ({ groups }: FleetSummary) => new Set(groups.map(({ group_id }) => group_id))

type Reading = Pick<UseQueryResult, 'error' | 'dataUpdatedAt'> & { isRetrying: boolean }

/** The same for each group of the summary, by the age that the server says its numbers have. */
export function answersFrom(
  summary: FleetSummary,
  refs: readonly GroupRef[],
  { error, dataUpdatedAt, isRetrying }: Reading,
): GroupStatsState[] {
  const byId = new Map(summary.groups.map((numbers) => [numbers.group_id, numbers]))
  const now = Date.parse(summary.now_ts)
  return refs.map(({ groupId }) => {
    const numbers = byId.get(groupId)
    const read_ts = numbers?.read_ts ?? null
    return {
      numbers,
      readAt: read_ts === null ? 0 : dataUpdatedAt - (now - Date.parse(read_ts)),
      error: error ?? groupError(numbers),
      isRetrying,
    }
  })
}

const groupError = (numbers: GroupStats | undefined) =>
  typeof numbers?.error === 'string' ? new ApiError('refused', numbers.error) : null
