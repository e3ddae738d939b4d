import { type Duration, DURATION_MS } from '#contract/duration.ts'
import { type Group, targetVersion } from '#contract/group.ts'
import type { GroupRef } from '#src/api/groups.ts'
import type { Timeline as TimelineOfVersions } from '#src/domain/versions/timeline-series.ts'
import { Timeline } from '#src/ui/Timeline.tsx'
import type { TimelineMeasure } from '#src/ui/timeline-data.ts'
import { ChangeList } from './ChangeList.tsx'
import { formatDayAndClock, tickFormat } from '#src/lib/format-time.ts'
import { useGroupChanges } from './use-group-changes.ts'

interface VersionChartProps {
  timeline: TimelineOfVersions
  groupRef: GroupRef
  group: Group
  range: Duration
  measure?: TimelineMeasure
  legend?: boolean
  /** In pixels; as wide as its numbers unless it is said. */
  axisWidth?: number
}

/** A group's versions over time, with what changed meanwhile. */
export function VersionChart({ timeline, groupRef, group, range, ...look }: VersionChartProps) {
  const { points } = timeline
  const span = { from: points.at(0)?.time, to: points.at(-1)?.time }
  const { activity, marks } = useGroupChanges(groupRef, group.channel_id, span, true)
  const target = targetVersion(group)
  return (
    <>
      <Timeline
        label={`Versions of ${group.name} over time`}
        unit="nodes by version"
        shape="areas"
        {...timeline}
        marks={marks}
        markNotes={marks.flatMap(({ label, changes }) =>
          changes.map(({ words, time }) => `${label}  ${words}, ${formatDayAndClock(time)}`),
        )}
        {...look}
        {...(target !== null && { notes: { [target]: 'target now' } })}
        formatTick={tickFormat(DURATION_MS[range].window)}
        formatTime={formatDayAndClock}
      />
      <ChangeList
        groupName={group.name}
        target={target}
        channelName={group.channel?.name ?? null}
        activity={activity}
        marks={marks}
      />
    </>
  )
}
