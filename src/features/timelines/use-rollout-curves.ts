import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Group } from '#contract/group.ts'
import { groupActivityQuery } from '#src/api/activity.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { useOwnsUpdateServer } from '#src/api/platte-status.ts'
import { versionChartQuery } from '#src/api/timelines.ts'
import { type RolloutCurve, rolloutCurves } from '#src/domain/rollout/compare-rollouts.ts'
import { groupEvents } from '#src/domain/rollout/group-events.ts'

const NONE: never[] = []

/** What the curves are made of: only our own server reports it. `isOwn` is undefined while that is not known. */
function useCurveQueries(ref: GroupRef, group: Group, isNeeded: boolean) {
  const isOwn = useOwnsUpdateServer()
  const enabled = isOwn === true && isNeeded
  const timeline = useQuery({ ...versionChartQuery(ref, '30d'), enabled })
  const activity = useQuery({ ...groupActivityQuery(ref, group.channel_id), enabled })
  return { isOwn, timeline, activity }
}

/** Whether a group's rollouts are still being read. */
export function useAreCurvesPending(ref: GroupRef, group: Group, isNeeded = true): boolean {
  const { isOwn, timeline, activity } = useCurveQueries(ref, group, isNeeded)
  return isNeeded && (isOwn === undefined || (isOwn && (timeline.isPending || activity.isPending)))
}

/** A group's rollouts of the last 30 days, the newest first; none where the server does not report what ran when. */
export function useRolloutCurves(ref: GroupRef, group: Group, isNeeded = true): readonly RolloutCurve[] {
  const { timeline, activity } = useCurveQueries(ref, group, isNeeded)
  return useMemo(
    () => rolloutCurves(timeline.data ?? {}, groupEvents(activity.data ?? NONE)),
    [timeline.data, activity.data],
  )
}
