import { queryOptions } from '@tanstack/react-query'
import { type Duration, DURATION_MS } from '#contract/duration.ts'
import {
  POINTS,
  statusTimelineSchema,
  type VersionTimeline,
  versionTimelineSchema,
} from '#contract/group-statistics.ts'
import { type GroupRef, groupKey, groupPath } from '#src/api/groups.ts'
import { request } from '#src/api/http.ts'
import { platteRequest } from '#src/api/platte-request.ts'
import { ownsUpdateServer } from '#src/api/platte-status.ts'
import { POLL_TIMELINE_MS } from '#src/api/polling.ts'

/** Platte's server returns this many points; a Nebraska ignores the parameter and returns fewer. */
const TIMELINE_POINTS = 120
const timelineParams = (duration: Duration) =>
  new URLSearchParams({ duration, [POINTS]: String(TIMELINE_POINTS) })

/**
 * Counts of the group's nodes at points in time within `duration`, by version. In a Nebraska, a node that completed an update
 * in the window counts only from that update on (docs/protocol.md, “Counts”): right for who runs a version since an
 * update, too few for all others. {@link versionChartQuery} has all.
 */
export const versionTimelineQuery = (ref: GroupRef, duration: Duration) =>
  queryOptions({
    queryKey: [...groupKey(ref), 'version_timeline', duration],
    queryFn: ({ signal }) => readVersionTimeline(ref, duration, signal),
    refetchInterval: POLL_TIMELINE_MS,
  })

export const versionTimelinePath = (ref: GroupRef, duration: Duration) =>
  `${groupPath(ref)}/version_timeline?${timelineParams(duration)}`

const readVersionTimeline = (ref: GroupRef, duration: Duration, signal: AbortSignal) =>
  request(versionTimelinePath(ref, duration), versionTimelineSchema, { signal })

const MAX_DURATION: Duration = '30d'

/**
 * What all nodes of the group ran within `duration`. Of a Nebraska, whose counts depend on the window, the part of the
 * longest window, which has fewer points and misses the fewest nodes.
 */
export const versionChartQuery = (ref: GroupRef, duration: Duration) =>
  queryOptions({
    queryKey: [...groupKey(ref), 'version_chart', duration],
    queryFn: async ({ client, signal }) => {
      const isOwn = await ownsUpdateServer(client)
      if (isOwn) return readVersionTimeline(ref, duration, signal)
      const longest = versionTimelineQuery(ref, MAX_DURATION)
      const wire = await client.fetchQuery({ ...longest, staleTime: POLL_TIMELINE_MS / 2 })
      return cutTimeline(wire, DURATION_MS[duration].window)
    },
    refetchInterval: POLL_TIMELINE_MS,
  })

/** What the nodes of all groups ran within `duration`, of one application or of all; null where the server does not report it. */
export const fleetVersionsQuery = (applicationId: string | null, duration: Duration) =>
  queryOptions({
    queryKey: ['platte', 'version-timeline', applicationId, duration],
    queryFn: ({ signal }) => {
      const params = timelineParams(duration)
      if (applicationId !== null) params.set('application', applicationId)
      return platteRequest(`/platte/version-timeline?${params}`, versionTimelineSchema, signal)
    },
    refetchInterval: ({ state }) => (state.data === null ? false : POLL_TIMELINE_MS),
  })

/** Reports of the group's nodes since the point before, at points in time within `duration`, by status and version. */
export const statusTimelineQuery = (ref: GroupRef, duration: Duration) =>
  queryOptions({
    queryKey: [...groupKey(ref), 'status_timeline', duration],
    queryFn: ({ signal }) =>
      request(`${groupPath(ref)}/status_timeline?${timelineParams(duration)}`, statusTimelineSchema, {
        signal,
      }),
    refetchInterval: POLL_TIMELINE_MS,
  })

/**
 * The end of a timeline, with the last point before it, so that it begins with a true number.
 * @param lengthMs how much of it, in ms from its newest point back
 */
export function cutTimeline(wire: VersionTimeline, lengthMs: number): VersionTimeline {
  const points = Object.entries(wire)
    .map(([text, counts]) => ({ text, time: Date.parse(text), counts }))
    .toSorted((a, b) => a.time - b.time)
  const from = (points.at(-1)?.time ?? 0) - lengthMs
  const first = Math.max(
    0,
    points.findLastIndex(({ time }) => time <= from),
  )
  return Object.fromEntries(points.slice(first).map(({ text, counts }) => [text, counts]))
}
