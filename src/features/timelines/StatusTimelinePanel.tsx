import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type Duration, DURATION_MS } from '#contract/duration.ts'
import type { StatusTimeline as WireTimeline } from '#contract/group-statistics.ts'
import { type GroupRef, statusTimelineQuery } from '#src/api/groups.ts'
import { statusTimeline } from '#src/domain/versions/timeline-series.ts'
import { formatSpacing } from '#src/domain/versions/timeline-spacing.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import { Timeline } from '#src/ui/Timeline.tsx'
import type { TimelineMeasure } from '#src/ui/timeline-data.ts'
import { useWasVisible } from '#src/ui/use-was-visible.ts'
import { formatDayAndClock, tickFormat } from '#src/lib/format-time.ts'

interface StatusTimelineProps {
  groupRef: GroupRef
  groupName: string
  range: Duration
}

/** Statuses over time; asked for when it comes into view. */
export function StatusTimeline({ groupRef, groupName, range }: StatusTimelineProps) {
  const [ref, wasVisible] = useWasVisible()
  const query = useQuery({ ...statusTimelineQuery(groupRef, range), enabled: wasVisible })
  return (
    <div ref={ref}>
      <QueryPanel
        title="Statuses over time"
        headingLevel={3}
        note={statusTimelineNote(query.data)}
        query={query}
        minHeight="20rem"
        isEmpty={(wire) => statusTimeline(wire).series.length === 0}
        empty={<EmptyState title="No node reported on an update in this window" />}
      >
        {(wire) => <StatusChart wire={wire} groupName={groupName} range={range} />}
      </QueryPanel>
    </div>
  )
}

/** What the numbers are, and over how long each is added up in what the server gave. */
export function statusTimelineNote(wire: WireTimeline | undefined): string {
  const spacing = wire && formatSpacing(wire)
  return `what nodes reported${spacing ? `, added up every ${spacing}` : ''}; a node may report several times`
}

interface StatusChartProps {
  wire: WireTimeline
  groupName: string
  range: Duration
  measure?: TimelineMeasure
  /** In pixels; as wide as its numbers unless it is said. */
  axisWidth?: number
}

/** A group's statuses over time. */
export function StatusChart({ wire, groupName, range, ...look }: StatusChartProps) {
  const timeline = useMemo(() => statusTimeline(wire), [wire])
  return (
    <Timeline
      label={`Statuses of ${groupName} over time`}
      unit="reports of nodes by status"
      shape="bars"
      {...timeline}
      {...look}
      formatTick={tickFormat(DURATION_MS[range].window)}
      formatTime={formatDayAndClock}
    />
  )
}
