import { type Duration, DURATION_MS } from '#contract/duration.ts'
import type { VersionTimeline } from '#contract/group-statistics.ts'
import { useMemo } from 'react'
import { type Group, targetVersion } from '#contract/group.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { usePlatteAuditLog } from '#src/api/platte-status.ts'
import type { GroupEvent } from '#src/domain/rollout/group-events.ts'
import type { TimelineData, TimeSpan } from '#src/ui/charts/chart-data.ts'
import { formatSpacing } from '#src/domain/versions/timeline-spacing.ts'
import { formatDayAndClock, tickFormat } from '#src/lib/format-time.ts'
import type { ChartMeasure } from '#src/ui/charts/chart-data.ts'
import { TimelineChart } from '#src/ui/charts/TimelineChart.tsx'
import { eventCauseUrl, linkedMarks } from '#src/routes/event-cause-url.ts'
import { ChangeList } from './ChangeList.tsx'
import { useGroupChanges } from './use-group-changes.ts'

interface VersionChartProps {
  timeline: TimelineData
  groupRef: GroupRef
  group: Group
  range: Duration
  measure?: ChartMeasure
  legend?: boolean
  /** In pixels; by default as wide as its labels. */
  axisWidth?: number
  /** More events than those of the channel and of rollouts. Keep it the same array. */
  causes?: readonly GroupEvent[] | undefined
  /** Keep it the same array. */
  shaded?: readonly TimeSpan[] | undefined
}

/** A group's versions over time, with the changes of its channel and its rollouts. */
export function VersionChart(props: VersionChartProps) {
  const { timeline, groupRef, group, range, causes, ...appearance } = props
  const { points } = timeline
  const span = { from: points.at(0)?.time, to: points.at(-1)?.time }
  const { activity, marks } = useGroupChanges(groupRef, group.channel_id, span, causes)
  const hasAuditLog = usePlatteAuditLog()
  const links = useMemo(() => linkedMarks(marks, group, hasAuditLog), [marks, group, hasAuditLog])
  const target = targetVersion(group)
  return (
    <>
      <TimelineChart
        label={`Versions of ${group.name} over time`}
        unit="nodes by version"
        shape="areas"
        {...timeline}
        marks={links}
        markNotes={marks.flatMap(({ label, changes }) =>
          changes.map(({ words, time }) => `${label}  ${words}, ${formatDayAndClock(time)}`),
        )}
        {...appearance}
        {...(target !== null && { notes: { [target]: 'current target' } })}
        formatTick={tickFormat(DURATION_MS[range].window)}
        formatTime={formatDayAndClock}
      />
      <ChangeList
        groupName={group.name}
        target={target}
        channelName={group.channel?.name ?? null}
        activity={activity}
        marks={marks}
        causeUrl={(event) => eventCauseUrl(event, group, hasAuditLog)}
      />
    </>
  )
}

/**
 * What the chart shows, and how far apart its points are.
 * @param isOwn whether the update server is Platte's own
 */
export function versionChartNote(wire: VersionTimeline | undefined, isOwn: boolean | undefined): string {
  const spacing = wire && formatSpacing(wire)
  const points = spacing ? `, one point every ${spacing}` : ''
  return isOwn === false
    ? `nodes by version${points}, without nightly versions, by the updates that they completed`
    : `nodes by version${points}`
}
