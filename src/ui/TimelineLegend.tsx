import { Swatch } from './Swatch.tsx'
import type { TimelineSeries } from './timeline-data.ts'
import styles from './TimelineChart.module.css'

interface TimelineLegendProps {
  series: readonly TimelineSeries[]
  /** A few words after a series, by its key. */
  notes?: Record<string, string> | undefined
}

/** Which colour of a chart is what. */
export function TimelineLegend({ series, notes }: TimelineLegendProps) {
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
