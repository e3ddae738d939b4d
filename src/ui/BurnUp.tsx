import { useRef, useState } from 'react'
import type { BurnUpChartProps } from './BurnUpChart.tsx'
import { ChartExport } from './ChartExport.tsx'
import { chartLoader, LazyChart } from './LazyChart.tsx'
import { timelineExport } from './timeline-export.ts'
import { TimelineLegend } from './TimelineLegend.tsx'
import { TimelineTable } from './TimelineTable.tsx'
import styles from './TimelineChart.module.css'

interface BurnUpProps extends Omit<BurnUpChartProps, 'height'> {
  /** What the chart shows, as a sentence's subject: "Rollout of 2.0.0 over time". */
  label: string
  /** What is counted, in a word or two. */
  unit: string
  /** What the marks are, a line each, for a picture of the chart. */
  markNotes: readonly string[]
}

const HEIGHT = 280

const loader = chartLoader(async () => (await import('./BurnUpChart.tsx')).BurnUpChart)

/** A burn-up with its legend; its numbers so far as a table for who asks for them. */
export function BurnUp({ label, unit, markNotes, ...chart }: BurnUpProps) {
  const figure = useRef<HTMLElement>(null)
  const [asTable, setAsTable] = useState(false)
  const { band, done, formatTime } = chart
  const data = { series: [done], points: [...chart.points] }
  const shown = [
    ...data.series,
    ...(band.points.length > 0 ? [{ key: 'band', label: band.label, colour: band.colour }] : []),
  ]
  return (
    <figure ref={figure} className={styles['figure']} aria-label={label}>
      <div className={styles['head']}>
        <TimelineLegend series={shown} />
        <ChartExport
          label={label}
          figure={figure}
          series={shown}
          notes={markNotes}
          table={() => timelineExport(data, 'count')}
          unit={unit}
        />
      </div>
      <LazyChart loader={loader} chart={{ ...chart, height: HEIGHT }} />
      <details className={styles['asTable']} onToggle={(event) => setAsTable(event.currentTarget.open)}>
        <summary>Show as a table</summary>
        {asTable && <TimelineTable label={label} {...data} formatTime={formatTime} />}
      </details>
    </figure>
  )
}
