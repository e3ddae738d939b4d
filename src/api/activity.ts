import { DAY_MS } from '#contract/time-units.ts'
import { queryOptions } from '@tanstack/react-query'
import { ACTIVITY_SEVERITY, type ActivityEntry, activityPageSchema } from '#contract/activity.ts'
import { type GroupRef, groupKey } from '#src/api/groups.ts'
import { request } from '#src/api/http.ts'
import { POLL_TIMELINE } from '#src/api/polling.ts'

const LONGEST_WINDOW = 30 * DAY_MS
/** The reader's clock may be slow. */
const AHEAD = DAY_MS
const PER_PAGE = 200

/**
 * What happened to a group and its channel in the last 30 days, the newest 200 of each kind: rollouts that started or
 * finished, and packages that the channel was pointed at. An entry doesn't tell its channel's id and channels of
 * several arches share a name, so each kind is asked for apart.
 * @param channelId null for none
 */
export const groupActivityQuery = (ref: GroupRef, channelId: string | null) =>
  queryOptions({
    queryKey: [...groupKey(ref), 'activity', channelId],
    queryFn: async ({ signal }) => {
      const kinds = [
        { groupID: ref.groupId, severity: String(ACTIVITY_SEVERITY.info) },
        { groupID: ref.groupId, severity: String(ACTIVITY_SEVERITY.success) },
        ...(channelId === null ? [] : [{ channelID: channelId }]),
      ]
      const lists = await Promise.all(kinds.map((kind) => readActivity(ref.applicationId, kind, signal)))
      return lists.flat()
    },
    refetchInterval: POLL_TIMELINE,
  })

/** Failed updates of a group's nodes in the last 30 days, the newest 200; they tell no code. */
export const groupFailuresQuery = (ref: GroupRef) =>
  queryOptions({
    queryKey: [...groupKey(ref), 'activity', 'failures'],
    queryFn: ({ signal }) =>
      readActivity(
        ref.applicationId,
        { groupID: ref.groupId, severity: String(ACTIVITY_SEVERITY.error) },
        signal,
      ),
    refetchInterval: POLL_TIMELINE,
  })

/** Packages that a channel was pointed at in the last 30 days. */
export const channelActivityQuery = (applicationId: string, channelId: string) =>
  queryOptions({
    queryKey: ['applications', applicationId, 'channels', channelId, 'activity'],
    queryFn: ({ signal }) => readActivity(applicationId, { channelID: channelId }, signal),
    refetchInterval: POLL_TIMELINE,
  })

async function readActivity(
  applicationId: string,
  kind: Record<string, string>,
  signal: AbortSignal,
): Promise<ActivityEntry[]> {
  const now = Date.now()
  const params = new URLSearchParams({
    appIDorProductID: applicationId,
    start: new Date(now - LONGEST_WINDOW).toISOString(),
    end: new Date(now + AHEAD).toISOString(),
    page: '1',
    perpage: String(PER_PAGE),
    ...kind,
  })
  const { activities } = await request(`/api/activity?${params}`, activityPageSchema, { signal })
  return activities ?? []
}
