import { VisuallyHidden } from '@mantine/core'
import { formatNumber, formatShare } from '#src/lib/format-number.ts'
import { sum } from '#src/lib/sum.ts'
import { ScrollArea } from '#src/ui/ScrollArea.tsx'
import type { ChartMeasure, TimelineData } from './chart-data.ts'
import styles from './TimelineTable.module.css'

interface TimelineTableProps extends TimelineData {
  label: string
  measure?: ChartMeasure | undefined
  formatTime: (time: number) => string
}

/** The numbers of a timeline, latest first. */
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
          {points.toReversed().map(({ time, values }) => (
            <tr key={time}>
              <th scope="row">{formatTime(time)}</th>
              {series.map(({ key }, index) => (
                <td key={key}>{formatValue(values[index] ?? 0, sum(values), measure)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  )
}

const formatValue = (value: number, total: number, measure: ChartMeasure = 'count') =>
  measure === 'share' ? formatShare(value, total) : formatNumber(value)
