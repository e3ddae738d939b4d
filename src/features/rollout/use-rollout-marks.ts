import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type Group, targetVersion } from '#contract/group.ts'
import { channelActivityQuery } from '#src/api/activity.ts'
import { type EventMark, eventMarks, type GroupEvent, groupEvents } from '#src/domain/rollout/group-events.ts'

const NO_ENTRIES: never[] = []

/**
 * The package changes of the group's channel and the start of its rollout, as marks on a chart.
 * @param startedTs null where it is not known
 * @param span times of the chart's first and last points, in ms
 */
export function useRolloutMarks(
  group: Group,
  startedTs: string | null,
  { from, to }: { from: number; to: number },
): readonly EventMark[] {
  const { application_id, channel_id } = group
  const activity = useQuery({
    ...channelActivityQuery(application_id, channel_id ?? ''),
    enabled: channel_id !== null,
  })
  const target = targetVersion(group) ?? ''
  return useMemo(() => {
    const events = groupEvents(activity.data ?? NO_ENTRIES)
    const all = startedTs === null ? events : [...events, rolloutStart(startedTs, target)]
    return eventMarks(
      all.toSorted((a, b) => a.time - b.time),
      from,
      to,
    )
  }, [activity.data, startedTs, target, from, to])
}

const rolloutStart = (startedTs: string, target: string): GroupEvent => ({
  id: 'started',
  kind: 'rollout-started',
  time: Date.parse(startedTs),
  version: target,
  words: `Rollout of ${target} started`,
})
