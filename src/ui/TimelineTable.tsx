import { VisuallyHidden } from '@mantine/core'
import { formatNumber, formatShare } from '#src/lib/format-number.ts'
import { ScrollArea } from './ScrollArea.tsx'
import { type TimelineData, type TimelineMeasure, totalOf } from './timeline-data.ts'
import styles from './TimelineChart.module.css'

interface TimelineTableProps extends TimelineData {
  label: string
  measure?: TimelineMeasure | undefined
  formatTime: (time: number) => string
}

/** The numbers of a chart for those who read numbers, latest first. */
export function TimelineTable({ label, series, points, measure, formatTime }: TimelineTableProps) {
  return (
    <ScrollArea label={label}>
      <table className={styles['table']}>
        <caption>
          <VisuallyHidden>{label}</VisuallyHidden>
        </caption>
        <thead>
          <tr>
            <th scope="col">Time</th>
            {series.map(({ key, label }) => (
              <th key={key} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.toReversed().map((point) => (
            <tr key={point.time}>
              <th scope="row">{formatTime(point.time)}</th>
              {series.map(({ key }, index) => (
                <td key={key}>{formatValue(point.values[index] ?? 0, totalOf(point), measure)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  )
}

const formatValue = (value: number, total: number, measure: TimelineMeasure = 'count') =>
  measure === 'share' ? formatShare(value, total) : formatNumber(value)
