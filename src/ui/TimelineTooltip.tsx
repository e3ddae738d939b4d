import { formatNumber } from '#src/lib/format-number.ts'
import { formatShare } from '#src/lib/format-share.ts'
import { Swatch } from './Swatch.tsx'
import { type TimelineData, totalOf } from './timeline-data.ts'
import styles from './TimelineChart.module.css'

interface TimelineTooltipProps extends TimelineData {
  formatTime: (time: number) => string
  /** These two are filled in by the chart: whether to show, and the time of the point. */
  active?: boolean
  label?: number
}

/** The numbers of one point, in the order of the series; what is 0 is left out. */
export function TimelineTooltip({ series, points, formatTime, active, label }: TimelineTooltipProps) {
  const point = active ? points.find(({ time }) => time === label) : undefined
  if (!point) return null
  const total = totalOf(point)
  return (
    <div className={styles['tooltip']}>
      <div className={styles['time']}>{formatTime(point.time)}</div>
      <table>
        <tbody>
          {series.map(({ key, label, colour }, index) => {
            const value = point.values[index] ?? 0
            return value === 0 ? null : (
              <tr key={key}>
                <th scope="row">
                  <Swatch colour={colour} /> {label}
                </th>
                <td>{formatNumber(value)}</td>
                <td>{formatShare(value, total)}</td>
              </tr>
            )
          })}
          <tr className={styles['total']}>
            <th scope="row">Total</th>
            <td>{formatNumber(total)}</td>
            <td>{formatShare(total, total)}</td>
          </tr>
        </tbody>
      </table>
    </div>
  )
}
