import { Swatch } from '#src/ui/Swatch.tsx'
import styles from './ChartLegend.module.css'
import type { ChartSeries } from './chart-data.ts'

interface ChartLegendProps {
  series: readonly ChartSeries[]
  /** A few words after the label of a series, by its key. */
  notes?: Record<string, string> | undefined
}

/** The colour of each series. */
export function ChartLegend({ series, notes }: ChartLegendProps) {
  return (
    <ul className={styles['legend']} aria-label="Legend">
      {series.map(({ key, label, colour }) => (
        <li key={key}>
          <Swatch colour={colour} /> {label} {notes?.[key] !== undefined && <strong>{notes[key]}</strong>}
        </li>
      ))}
    </ul>
  )
}
