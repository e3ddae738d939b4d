import { queryOptions } from '@tanstack/react-query'
import { ACTIVITY_SEVERITY, type ActivityEntry, activityPageSchema } from '#contract/activity.ts'
import { DAY_MS, MINUTE_MS } from '#contract/time-units.ts'
import { channelKey } from '#src/api/channels.ts'
import { type GroupRef, groupKey } from '#src/api/groups.ts'
import { request } from '#src/api/http.ts'
import { POLL_TIMELINE_MS } from '#src/api/polling.ts'
import { serverNow } from '#src/lib/server-clock.ts'

const WINDOW_MS = 30 * DAY_MS
/** The browser's clock may be behind the server's, which is not known before the first response. */
const CLOCK_SKEW_MS = DAY_MS
const PER_PAGE = 200

/**
 * The started and finished rollouts of a group and the package changes of its channel in the last 30 days, the newest
 * 200 of each. An entry has no channel id and channels of different arches share names, so the changes of this channel
 * are a request of their own.
 * @param channelId null for a group without a channel
 */
export const groupActivityQuery = (ref: GroupRef, channelId: string | null) =>
  queryOptions({
    queryKey: [...groupKey(ref), 'activity', channelId],
    queryFn: async ({ signal }) => {
      const filters = [
        { groupID: ref.groupId, severity: String(ACTIVITY_SEVERITY.info) },
        { groupID: ref.groupId, severity: String(ACTIVITY_SEVERITY.success) },
        ...(channelId === null ? [] : [{ channelID: channelId }]),
      ]
      const lists = await Promise.all(
        filters.map((filter) => readActivity(ref.applicationId, filter, signal)),
      )
      return lists.flatMap(({ entries }) => entries)
    },
    refetchInterval: POLL_TIMELINE_MS,
  })

/** Failed updates of a group's nodes in the last 30 days, the newest 200. The entries have no error code. */
export const groupFailuresQuery = (ref: GroupRef) =>
  queryOptions({
    queryKey: [...groupKey(ref), 'activity', 'failures'],
    queryFn: ({ signal }) =>
      readActivity(
        ref.applicationId,
        { groupID: ref.groupId, severity: String(ACTIVITY_SEVERITY.error) },
        signal,
      ),
    refetchInterval: POLL_TIMELINE_MS,
  })

/** The same of all groups. */
export const fleetFailuresQuery = () =>
  queryOptions({
    queryKey: ['activity', 'failures'],
    queryFn: ({ signal }) => readActivity(null, { severity: String(ACTIVITY_SEVERITY.error) }, signal),
    refetchInterval: POLL_TIMELINE_MS,
  })

/** Package changes of a channel in the last 30 days, the newest 200. */
export const channelActivityQuery = (applicationId: string, channelId: string) =>
  queryOptions({
    queryKey: [...channelKey({ applicationId, channelId }), 'activity'],
    queryFn: async ({ signal }) =>
      (await readActivity(applicationId, { channelID: channelId }, signal)).entries,
    refetchInterval: POLL_TIMELINE_MS,
  })

/** The newest entries, and how many there are. */
export interface LatestActivity {
  entries: readonly ActivityEntry[]
  total: number
}

/** @param applicationId null for all applications */
async function readActivity(
  applicationId: string | null,
  filter: Record<string, string>,
  signal: AbortSignal,
): Promise<LatestActivity> {
  const path = latestActivityPath(applicationId, filter)
  const { activities, totalCount } = await request(path, activityPageSchema, { signal })
  return { entries: activities ?? [], total: totalCount }
}

/** @param applicationId null for all applications */
export function latestActivityPath(applicationId: string | null, filter: Record<string, string>): string {
  // To the minute, so that everyone who polls shares a path.
  const now = Math.floor(serverNow() / MINUTE_MS) * MINUTE_MS
  const params = new URLSearchParams({
    ...(applicationId !== null && { appIDorProductID: applicationId }),
    start: new Date(now - WINDOW_MS).toISOString(),
    end: new Date(now + CLOCK_SKEW_MS).toISOString(),
    page: '1',
    perpage: String(PER_PAGE),
    ...filter,
  })
  return `/api/activity?${params}`
}
