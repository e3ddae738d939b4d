import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { FleetSummary, GroupStats } from '#contract/fleet-summary.ts'
import { ApiError } from '#src/api/api-error.ts'
import { type AgedFleetSummary, fleetSummaryQuery } from '#src/api/fleet-summary.ts'
import { usePolledGroupStats } from '#src/api/group-stats-poller.ts'
import { type GroupStatsResult, isRetryingQuery } from '#src/api/group-stats.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { toServerTime } from '#src/lib/server-clock.ts'

/** `polled`: by this browser, group by group. Undefined while it is not known. */
export type FleetStatsSource = FleetSummary['source'] | 'polled' | undefined

export interface FleetStats {
  source: FleetStatsSource
  /** One per requested group, in the same order. */
  results: readonly GroupStatsResult[]
  /** When the oldest of the stats were read, in ms; 0 while there are none. */
  oldestReadAt: number
  /** Ids of all groups on the server; null where they are not reported. */
  groupIds: ReadonlySet<string> | null
}

const NO_REFS: readonly GroupRef[] = []

/**
 * The stats of these groups: from the fleet summary of Platte's server, or else polled group by group, those on the
 * screen first (`prioritizeGroups`). Keep `refs` the same array while the groups are.
 */
export function useFleetStats(refs: readonly GroupRef[]): FleetStats {
  const summary = useQuery(fleetSummaryQuery())
  const isPolled = summary.data === null
  const polled = usePolledGroupStats(isPolled ? refs : NO_REFS)
  const { data, error, dataUpdatedAt } = summary
  const isRetrying = isRetryingQuery(summary)
  const summarized = useMemo(
    () => resultsFromSummary(data ?? EMPTY_SUMMARY, refs, { error, dataUpdatedAt, isRetrying }),
    [data, refs, error, dataUpdatedAt, isRetrying],
  )
  const groupIds = useMemo(() => (data && !data.gathering ? groupIdsOf(data) : null), [data])
  const results = isPolled ? polled : summarized
  return {
    source: isPolled ? 'polled' : data?.source,
    results,
    oldestReadAt: useMemo(() => oldestReadAt(results), [results]),
    groupIds,
  }
}

type SummarizedStats = Pick<AgedFleetSummary, 'now_ts' | 'groups' | 'ageMs'>

const EMPTY_SUMMARY: SummarizedStats = { now_ts: '1970-01-01T00:00:00Z', groups: [], ageMs: 0 }

const groupIdsOf = ({ groups }: FleetSummary) => new Set(groups.map(({ group_id }) => group_id))

function oldestReadAt(results: readonly GroupStatsResult[]): number {
  const times = results.map(({ readAt }) => readAt).filter((time) => time > 0)
  return times.length === 0 ? 0 : Math.min(...times)
}

type SummaryRead = Pick<UseQueryResult, 'error' | 'dataUpdatedAt'> & { isRetrying: boolean }

/**
 * The summary's stats for each group. Their age is by the clock of Platte's process, which may not be the update server's:
 * that of the summary's own times, or of the latest response, which may have said no more than that nothing has changed.
 */
export function resultsFromSummary(
  summary: SummarizedStats,
  refs: readonly GroupRef[],
  { error, dataUpdatedAt, isRetrying }: SummaryRead,
): GroupStatsResult[] {
  const byId = new Map(summary.groups.map((stats) => [stats.group_id, stats]))
  const now = Date.parse(summary.now_ts)
  return refs.map(({ groupId }) => {
    const stats = byId.get(groupId)
    const read_ts = stats?.read_ts ?? null
    const age = read_ts === null ? 0 : Math.max(summary.ageMs, now - Date.parse(read_ts))
    return {
      stats,
      readAt: read_ts === null ? 0 : toServerTime(dataUpdatedAt) - age,
      error: error ?? groupError(stats),
      isRetrying,
    }
  })
}

const groupError = (stats: GroupStats | undefined) =>
  typeof stats?.error === 'string' ? new ApiError('refused', stats.error) : null
