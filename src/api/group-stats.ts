import { type QueryObserverResult, queryOptions } from '@tanstack/react-query'
import type { GroupStats } from '#contract/fleet-summary.ts'
import { instanceStatsSchema } from '#contract/group-statistics.ts'
import {
  type GroupRef,
  groupKey,
  groupPath,
  hasNodesInProgress,
  readVersionBreakdown,
} from '#src/api/groups.ts'
import { request } from '#src/api/http.ts'
import { POLL_ACTIVE_MS, POLL_IDLE_MS } from '#src/api/polling.ts'
import { enqueueGroupRequest } from '#src/api/request-queue.ts'
import { serverNow } from '#src/lib/server-clock.ts'

/** One group's stats as far as they are read. A failed read leaves the stats of an earlier one in place. */
export interface GroupStatsResult {
  stats: GroupStats | undefined
  /** When the stats were read, in ms of the server's clock; 0 while there are none. */
  readAt: number
  /** Why the latest read failed. */
  error: Error | null
  /** The latest read failed and another one is in progress. Without stats, `error` is null meanwhile. */
  isRetrying: boolean
}

/** Whether a query that failed is being fetched again. */
export const isRetryingQuery = (result: QueryObserverResult): boolean =>
  result.errorUpdateCount > 0 && (result.isPending || (result.isError && result.isFetching))

/**
 * One group's stats from a Nebraska, which takes three requests, in the shape of Platte's fleet summary.
 * @param minIntervalMs the shortest time between two polls
 */
export const groupStatsQuery = (ref: GroupRef, minIntervalMs: number) =>
  queryOptions({
    queryKey: [...groupKey(ref), 'stats'],
    queryFn: ({ signal }) => readGroupStats(ref, signal),
    refetchInterval: ({ state }) =>
      Math.max(
        minIntervalMs,
        hasNodesInProgress(state.data?.instances_stats?.['1d']) ? POLL_ACTIVE_MS : POLL_IDLE_MS,
      ),
  })

async function readGroupStats(ref: GroupRef, signal: AbortSignal): Promise<GroupStats> {
  const read = <Data>(resource: string, send: (path: string) => Promise<Data>) => {
    const path = `${groupPath(ref)}/${resource}`
    return enqueueGroupRequest({ id: path, groupId: ref.groupId, signal }, () => send(path))
  }
  const readInstanceStats = (duration: '1d' | '30d') =>
    read(`instances_stats?duration=${duration}`, (path) => request(path, instanceStatsSchema, { signal }))
  const [lastDay, last30Days, version_breakdown] = await Promise.all([
    readInstanceStats('1d'),
    readInstanceStats('30d'),
    read('version_breakdown', () => readVersionBreakdown(ref, signal)),
  ])
  return {
    application_id: ref.applicationId,
    group_id: ref.groupId,
    instances_stats: { '1d': lastDay, '30d': last30Days },
    version_breakdown,
    paused_ts: null,
    last_completion_ts: null,
    rollout_started_ts: null,
    read_ts: new Date(serverNow()).toISOString(),
    error: null,
  }
}
