import { queryOptions } from '@tanstack/react-query'
import type { Duration } from '#contract/duration.ts'
import {
  type InstanceStats,
  instanceStatsSchema,
  type VersionBreakdown,
  versionBreakdownSchema,
} from '#contract/group-statistics.ts'
import { type Group, type GroupWrite, groupSchema } from '#contract/group.ts'
import { limitBreakdown, MAX_LISTED_VERSIONS, VERSIONS } from '#contract/version-limit.ts'
import type { WriteContext } from '#contract/write-context.ts'
import { applicationKey } from '#src/api/applications.ts'
import { request } from '#src/api/http.ts'
import { POLL_ACTIVE_MS, POLL_IDLE_MS } from '#src/api/polling.ts'

export interface GroupRef {
  applicationId: string
  groupId: string
}

export const refOfGroup = ({ application_id, id }: Pick<Group, 'application_id' | 'id'>): GroupRef => ({
  applicationId: application_id,
  groupId: id,
})

/** Path of a group in the API, the prefix of everything that belongs to it. */
export const groupPath = ({ applicationId, groupId }: GroupRef) =>
  `/api/apps/${encodeURIComponent(applicationId)}/groups/${encodeURIComponent(groupId)}`

/** Prefix of the keys of a group and everything in it. */
export const groupKey = ({ applicationId, groupId }: GroupRef) =>
  [...applicationKey(applicationId), 'groups', groupId] as const

/** A group with its channel and its update policy. */
export const groupQuery = (ref: GroupRef) =>
  queryOptions({
    queryKey: groupKey(ref),
    queryFn: ({ signal }) => readGroup(ref, signal),
    refetchInterval: POLL_ACTIVE_MS,
  })

/** Reads the group from the server, past the cache and any poll in progress; for the check before a write. */
export const readGroup = (ref: GroupRef, signal: AbortSignal) =>
  request(groupPath(ref), groupSchema, { signal })

/** Whether any node has been granted an update and not finished it. */
export const hasNodesInProgress = (stats: InstanceStats | undefined) =>
  stats !== undefined && stats.update_granted + stats.downloading + stats.downloaded + stats.installed > 0

/** Counts of the group's nodes by status, over those seen within `duration`. */
export const instanceStatsQuery = (ref: GroupRef, duration: Duration) =>
  queryOptions({
    queryKey: [...groupKey(ref), 'instances_stats', duration],
    queryFn: ({ signal }) =>
      request(`${groupPath(ref)}/instances_stats?duration=${duration}`, instanceStatsSchema, { signal }),
    refetchInterval: ({ state }) => (hasNodesInProgress(state.data) ? POLL_ACTIVE_MS : POLL_IDLE_MS),
  })

export const versionBreakdownPath = (ref: GroupRef) =>
  `${groupPath(ref)}/version_breakdown?${VERSIONS}=${MAX_LISTED_VERSIONS}`

/** A Nebraska ignores the limit, so it is applied here too. */
export async function readVersionBreakdown(ref: GroupRef, signal: AbortSignal): Promise<VersionBreakdown> {
  const breakdown = await request(versionBreakdownPath(ref), versionBreakdownSchema, { signal })
  return limitBreakdown(breakdown, MAX_LISTED_VERSIONS)
}

/** Counts of the group's nodes by version, 200 at most (`limitBreakdown`), newest version first, over those seen in the last 24 hours. */
export const versionBreakdownQuery = (ref: GroupRef) =>
  queryOptions({
    queryKey: [...groupKey(ref), 'version_breakdown'],
    queryFn: ({ signal }) => readVersionBreakdown(ref, signal),
    refetchInterval: ({ state }) => ((state.data?.length ?? 0) > 1 ? POLL_ACTIVE_MS : POLL_IDLE_MS),
  })

/** Replaces the whole group. */
export const writeGroup = (ref: GroupRef, group: GroupWrite, context: WriteContext, signal: AbortSignal) =>
  request(groupPath(ref), groupSchema, { method: 'PUT', body: group, context, signal })
