import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { groupActivityQuery } from '#src/api/activity.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { eventMarks, groupEvents } from '#src/domain/rollout/group-events.ts'

const NONE: never[] = []

/** Times of a chart's first and last points, in ms; undefined without points. */
interface ChartSpan {
  from: number | undefined
  to: number | undefined
}

/** The changes in a group within the span of a chart. `marks` stays the same array until something changes. */
export function useGroupChanges(ref: GroupRef, channelId: string | null, { from, to }: ChartSpan) {
  const activity = useQuery(groupActivityQuery(ref, channelId))
  const changes = useMemo(() => groupEvents(activity.data ?? NONE), [activity.data])
  const marks = useMemo(
    () => (from === undefined || to === undefined ? NONE : eventMarks(changes, from, to)),
    [changes, from, to],
  )
  return { activity, marks }
}
