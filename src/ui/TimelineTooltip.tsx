import { StackTooltip } from './StackTooltip.tsx'
import type { TimelineData } from './timeline-data.ts'

interface TimelineTooltipProps extends TimelineData {
  formatTime: (time: number) => string
  /** These two are filled in by the chart: whether to show, and the time of the point. */
  active?: boolean
  label?: number
}

/** The numbers of one point. */
export function TimelineTooltip({ series, points, formatTime, active, label }: TimelineTooltipProps) {
  const point = active ? points.find(({ time }) => time === label) : undefined
  return point ? <StackTooltip title={formatTime(point.time)} series={series} values={point.values} /> : null
}
