import { formatNumber, formatShare } from '#src/lib/format-number.ts'
import { Swatch } from './Swatch.tsx'
import type { TimelineSeries } from './timeline-data.ts'
import styles from './TimelineChart.module.css'

interface StackTooltipProps {
  title: string
  series: readonly TimelineSeries[]
  /** One for each series, in their order. */
  values: readonly number[]
}

/** The numbers of one stack, in the order of the series; what is 0 is left out. */
export function StackTooltip({ title, series, values }: StackTooltipProps) {
  const total = values.reduce((sum, value) => sum + value, 0)
  return (
    <div className={styles['tooltip']}>
      <div className={styles['time']}>{title}</div>
      <table>
        <tbody>
          {series.map(({ key, label, colour }, index) => {
            const value = values[index] ?? 0
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
