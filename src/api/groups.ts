import { mutationOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import type { Duration } from '#contract/duration.ts'
import {
  type InstanceStats,
  instanceStatsSchema,
  POINTS,
  statusTimelineSchema,
  versionBreakdownSchema,
  versionTimelineSchema,
} from '#contract/group-statistics.ts'
import { type GroupWrite, groupSchema } from '#contract/group.ts'
import type { WriteContext } from '#contract/write-context.ts'
import { request } from '#src/api/http.ts'
import { AUDIT_LOG_KEY } from '#src/api/audit-log.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { POLL_MOVING, POLL_RESTING, POLL_TIMELINE } from '#src/api/polling.ts'

export interface GroupRef {
  applicationId: string
  groupId: string
}

/** Path of a group, the stem of everything that is asked of it. */
export const groupPath = ({ applicationId, groupId }: GroupRef) =>
  `/api/apps/${encodeURIComponent(applicationId)}/groups/${encodeURIComponent(groupId)}`

/** Key of a group, the prefix that a write to it invalidates. */
export const groupKey = ({ applicationId, groupId }: GroupRef) =>
  ['applications', applicationId, 'groups', groupId] as const

export const groupQuery = (ref: GroupRef) =>
  queryOptions({
    queryKey: groupKey(ref),
    queryFn: ({ signal }) => readGroup(ref, signal),
    refetchInterval: POLL_MOVING,
  })

/** Asks the server itself, past the cache and past a poll under way; for the look before a write. */
export const readGroup = (ref: GroupRef, signal: AbortSignal) =>
  request(groupPath(ref), groupSchema, { signal })

/** Whether any node is between its grant and its end. */
export const isMoving = (stats: InstanceStats | undefined) =>
  stats !== undefined && stats.update_granted + stats.downloading + stats.downloaded + stats.installed > 0

/** Nodes of the group seen within `duration`, by status. */
export const instanceStatsQuery = (ref: GroupRef, duration: Duration) =>
  queryOptions({
    queryKey: [...groupKey(ref), 'instances_stats', duration],
    queryFn: ({ signal }) =>
      request(`${groupPath(ref)}/instances_stats?duration=${duration}`, instanceStatsSchema, { signal }),
    refetchInterval: ({ state }) => (isMoving(state.data) ? POLL_MOVING : POLL_RESTING),
  })

/** Nodes of the group seen within the last day, by version, newest first. */
export const versionBreakdownQuery = (ref: GroupRef) =>
  queryOptions({
    queryKey: [...groupKey(ref), 'version_breakdown'],
    queryFn: ({ signal }) =>
      request(`${groupPath(ref)}/version_breakdown`, versionBreakdownSchema, { signal }),
    refetchInterval: ({ state }) => ((state.data?.length ?? 0) > 1 ? POLL_MOVING : POLL_RESTING),
  })

/** Our own server answers with that many points, a Nebraska takes no notice and answers with its few. */
const TIMELINE_POINTS = 120
const timelineParams = (duration: Duration) =>
  new URLSearchParams({ duration, [POINTS]: String(TIMELINE_POINTS) })

export const versionTimelineQuery = (ref: GroupRef, duration: Duration) =>
  queryOptions({
    queryKey: [...groupKey(ref), 'version_timeline', duration],
    queryFn: ({ signal }) =>
      request(`${groupPath(ref)}/version_timeline?${timelineParams(duration)}`, versionTimelineSchema, {
        signal,
      }),
    refetchInterval: POLL_TIMELINE,
  })

export const statusTimelineQuery = (ref: GroupRef, duration: Duration) =>
  queryOptions({
    queryKey: [...groupKey(ref), 'status_timeline', duration],
    queryFn: ({ signal }) =>
      request(`${groupPath(ref)}/status_timeline?${timelineParams(duration)}`, statusTimelineSchema, {
        signal,
      }),
    refetchInterval: POLL_TIMELINE,
  })

interface GroupUpdate {
  group: GroupWrite
  note: WriteContext
  signal: AbortSignal
}

/** Replaces the whole group, without telling any cache. */
export const writeGroup = (ref: GroupRef, group: GroupWrite, note: WriteContext, signal: AbortSignal) =>
  request(groupPath(ref), groupSchema, { method: 'PUT', body: group, note, signal })

/** After a write to a group. The list of applications holds the groups too: one prefix covers both. */
export const refreshGroups = (client: QueryClient) =>
  Promise.all([
    client.invalidateQueries({ queryKey: ['applications'] }),
    // Who switches updates on lets go of safe mode's brake.
    client.invalidateQueries({ queryKey: platteStatusQuery().queryKey }),
    client.invalidateQueries({ queryKey: AUDIT_LOG_KEY }),
  ])

/** Replaces the whole group; the caller has re-read it just before (docs/protocol.md, “Writes replace everything”). */
export const updateGroupMutation = (ref: GroupRef) =>
  mutationOptions({
    mutationKey: [...groupKey(ref), 'update'],
    mutationFn: ({ group, note, signal }: GroupUpdate) => writeGroup(ref, group, note, signal),
    onSuccess: (_group, _variables, _result, { client }) => refreshGroups(client),
  })
