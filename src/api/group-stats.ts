import { queryOptions } from '@tanstack/react-query'
import type { GroupStats } from '#contract/fleet-summary.ts'
import { instanceStatsSchema, versionBreakdownSchema } from '#contract/group-statistics.ts'
import { type GroupRef, groupKey, groupPath, isMoving } from '#src/api/groups.ts'
import { request } from '#src/api/http.ts'
import { POLL_MOVING, POLL_RESTING } from '#src/api/polling.ts'
import { queued } from '#src/api/request-queue.ts'

/** What a Nebraska tells of one group, in three requests; in the shape that our server tells of all. */
export const groupStatsQuery = (ref: GroupRef, pace: number) =>
  queryOptions({
    queryKey: [...groupKey(ref), 'numbers'],
    queryFn: ({ signal }) => readGroupNumbers(ref, signal),
    refetchInterval: ({ state }) =>
      Math.max(pace, isMoving(state.data?.instances_stats?.['1d']) ? POLL_MOVING : POLL_RESTING),
  })

async function readGroupNumbers(ref: GroupRef, signal: AbortSignal): Promise<GroupStats> {
  const ask = <Answer>(what: string, read: (path: string) => Promise<Answer>) => {
    const path = `${groupPath(ref)}/${what}`
    return queued({ id: path, groupId: ref.groupId, signal }, () => read(path))
  }
  const stats = (duration: '1d' | '30d') =>
    ask(`instances_stats?duration=${duration}`, (path) => request(path, instanceStatsSchema, { signal }))
  const [lastDay, last30Days, version_breakdown] = await Promise.all([
    stats('1d'),
    stats('30d'),
    ask('version_breakdown', (path) => request(path, versionBreakdownSchema, { signal })),
  ])
  return {
    application_id: ref.applicationId,
    group_id: ref.groupId,
    instances_stats: { '1d': lastDay, '30d': last30Days },
    version_breakdown,
    paused_ts: null,
    last_completion_ts: null,
    rollout_started_ts: null,
    read_ts: new Date().toISOString(),
    error: null,
  }
}
