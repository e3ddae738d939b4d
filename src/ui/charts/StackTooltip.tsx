import { formatNumber, formatShare } from '#src/lib/format-number.ts'
import { sum } from '#src/lib/sum.ts'
import { Swatch } from '#src/ui/Swatch.tsx'
import styles from './ChartTooltip.module.css'
import type { ChartSeries } from './chart-data.ts'

interface StackTooltipProps {
  title: string
  series: readonly ChartSeries[]
  /** One for each series, in their order. */
  values: readonly number[]
}

/** The numbers of one stack in the order of the series, without those that are 0. */
export function StackTooltip({ title, series, values }: StackTooltipProps) {
  const total = sum(values)
  return (
    <div className={styles['tooltip']} aria-live="polite">
      <div className={styles['title']}>{title}</div>
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
