import { useState } from 'react'
import { chartLoader, LazyChart } from './LazyChart.tsx'
import type { TimelineChartProps } from './TimelineChart.tsx'
import { TimelineLegend } from './TimelineLegend.tsx'
import { TimelineTable } from './TimelineTable.tsx'
import styles from './TimelineChart.module.css'

interface TimelineProps extends Omit<TimelineChartProps, 'height'> {
  /** What the chart shows, as a sentence's subject: "Versions of Canary over time". */
  label: string
  /** A few words after a series in the legend, by its key. */
  notes?: Record<string, string>
  /** Off where several charts share one. */
  legend?: boolean
}

const HEIGHT = 240

const loader = chartLoader(async () => (await import('./TimelineChart.tsx')).TimelineChart)

/** A chart with its legend, and its numbers as a table for who asks for them. */
export function Timeline({ label, notes, legend = true, ...chart }: TimelineProps) {
  const [asTable, setAsTable] = useState(false)
  return (
    <figure className={styles['figure']} aria-label={label}>
      {legend && <TimelineLegend series={chart.series} notes={notes} />}
      <LazyChart loader={loader} chart={{ ...chart, height: HEIGHT }} />
      <details className={styles['asTable']} onToggle={(event) => setAsTable(event.currentTarget.open)}>
        <summary>Show as a table</summary>
        {asTable && <TimelineTable label={label} {...chart} />}
      </details>
    </figure>
  )
}
