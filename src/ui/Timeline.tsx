import { useRef, useState } from 'react'
import { ChartExport } from './ChartExport.tsx'
import { chartLoader, LazyChart } from './LazyChart.tsx'
import type { TimelineChartProps } from './TimelineChart.tsx'
import { timelineExport } from './timeline-export.ts'
import { TimelineLegend } from './TimelineLegend.tsx'
import { TimelineTable } from './TimelineTable.tsx'
import styles from './TimelineChart.module.css'

interface TimelineProps extends Omit<TimelineChartProps, 'height'> {
  /** In pixels. */
  height?: number
  /** What the chart shows, as a sentence's subject: "Versions of Canary over time". */
  label: string
  /** What is counted, in a word or two. */
  unit: string
  /** A few words after a series in the legend, by its key. */
  notes?: Record<string, string>
  /** What the marks are, a line each, for a picture of the chart. */
  markNotes?: readonly string[]
  /** Off where several charts share one. */
  legend?: boolean
}

const HEIGHT = 240

const loader = chartLoader(async () => (await import('./TimelineChart.tsx')).TimelineChart)

/** A chart with its legend, and its numbers as a table for who asks for them. */
export function Timeline(props: TimelineProps) {
  const { label, unit, notes, markNotes, legend = true, height = HEIGHT, ...chart } = props
  const figure = useRef<HTMLElement>(null)
  const [asTable, setAsTable] = useState(false)
  const { measure = 'count' } = chart
  return (
    <figure ref={figure} className={styles['figure']} aria-label={label}>
      <div className={styles['head']}>
        {legend && <TimelineLegend series={chart.series} notes={notes} />}
        <ChartExport
          label={label}
          figure={figure}
          series={chart.series}
          notes={markNotes}
          table={() => timelineExport(chart, measure)}
          unit={measure === 'share' ? `share of ${unit}` : unit}
        />
      </div>
      <LazyChart loader={loader} chart={{ ...chart, height }} />
      <details className={styles['asTable']} onToggle={(event) => setAsTable(event.currentTarget.open)}>
        <summary>Show as a table</summary>
        {asTable && <TimelineTable label={label} {...chart} />}
      </details>
    </figure>
  )
}
