import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { groupActivityQuery } from '#src/api/activity.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { eventMarks, groupEvents } from '#src/domain/rollout/group-events.ts'

const NOTHING: never[] = []

interface Window {
  /** Of a chart's points, in ms; undefined while there are none. */
  from: number | undefined
  to: number | undefined
}

/** What changed in a group within the window of a chart. Marks of which nothing changed stay the same objects. */
export function useGroupChanges(
  ref: GroupRef,
  channelId: string | null,
  { from, to }: Window,
  enabled: boolean,
) {
  const activity = useQuery({ ...groupActivityQuery(ref, channelId), enabled })
  const changes = useMemo(() => groupEvents(activity.data ?? NOTHING), [activity.data])
  const marks = useMemo(
    () => (from === undefined || to === undefined ? NOTHING : eventMarks(changes, from, to)),
    [changes, from, to],
  )
  return { activity, marks }
}
