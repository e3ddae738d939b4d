import { VisuallyHidden } from '@mantine/core'
import { formatNumber } from '#src/lib/format-number.ts'
import { ScrollArea } from './ScrollArea.tsx'
import type { TimelineData } from './timeline-data.ts'
import styles from './TimelineChart.module.css'

interface TimelineTableProps extends TimelineData {
  label: string
  formatTime: (time: number) => string
}

/** The numbers of a chart for those who read numbers, latest first. */
export function TimelineTable({ label, series, points, formatTime }: TimelineTableProps) {
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
          {points.toReversed().map(({ time, values }) => (
            <tr key={time}>
              <th scope="row">{formatTime(time)}</th>
              {series.map(({ key }, index) => (
                <td key={key}>{formatNumber(values[index] ?? 0)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  )
}
