import { useMemo } from 'react'
import { type Duration, DURATION_MS } from '#contract/duration.ts'
import type { StatusTimeline } from '#contract/group-statistics.ts'
import { statusSeries } from '#src/domain/versions/timeline-series.ts'
import { formatSpacing } from '#src/domain/versions/timeline-spacing.ts'
import { formatDayAndClock, tickFormat } from '#src/lib/format-time.ts'
import type { ChartMeasure } from '#src/ui/charts/chart-data.ts'
import { TimelineChart } from '#src/ui/charts/TimelineChart.tsx'

interface StatusChartProps {
  wire: StatusTimeline
  groupName: string
  range: Duration
  measure?: ChartMeasure
  /** In pixels; by default as wide as its labels. */
  axisWidth?: number
}

/** A group's status reports over time. */
export function StatusChart({ wire, groupName, range, ...appearance }: StatusChartProps) {
  const timeline = useMemo(() => statusSeries(wire), [wire])
  return (
    <TimelineChart
      label={`Statuses of ${groupName} over time`}
      unit="reports of nodes by status"
      shape="bars"
      {...timeline}
      {...appearance}
      formatTick={tickFormat(DURATION_MS[range].window)}
      formatTime={formatDayAndClock}
    />
  )
}

/** What the chart shows, and the interval that each bar covers. */
export function statusChartNote(wire: StatusTimeline | undefined): string {
  const spacing = wire && formatSpacing(wire)
  return `reports of nodes${spacing ? ` per ${spacing}` : ''}; a node may report several times`
}
