import { useRef } from 'react'
import { ChartExport } from './ChartExport.tsx'
import { chartLoader, LazyChart } from './LazyChart.tsx'
import type { StackedBarsChartProps } from './StackedBarsChart.tsx'
import { exportedValue, headerOf } from './timeline-export.ts'
import { TimelineLegend } from './TimelineLegend.tsx'
import styles from './TimelineChart.module.css'

interface StackedBarsProps extends Omit<StackedBarsChartProps, 'height'> {
  /** What the chart shows: "Versions by group". */
  label: string
  /** What a bar is: "Group". */
  barHeader: string
  /** What is counted, in a word or two. */
  unit: string
}

const BAR_HEIGHT = 30
const AXIS_HEIGHT = 36

const loader = chartLoader(async () => (await import('./StackedBarsChart.tsx')).StackedBarsChart)

/** Stacked bars with their legend. A table with the same numbers must stand beside it. */
export function StackedBars({ label, barHeader, unit, ...chart }: StackedBarsProps) {
  const figure = useRef<HTMLElement>(null)
  const { series, bars, measure } = chart
  const height = bars.length * BAR_HEIGHT + AXIS_HEIGHT
  return (
    <figure ref={figure} className={styles['figure']} aria-label={label}>
      <div className={styles['head']}>
        <TimelineLegend series={series} />
        <ChartExport
          label={label}
          figure={figure}
          series={series}
          unit={measure === 'share' ? `share of ${unit}` : unit}
          table={() => ({
            header: [barHeader, ...series.map(({ label }) => headerOf(label, measure))],
            rows: bars.map(({ label, values }) => {
              const total = values.reduce((sum, value) => sum + value, 0)
              return [label, ...values.map((value) => exportedValue(value, total, measure))]
            }),
          })}
        />
      </div>
      <LazyChart loader={loader} chart={{ ...chart, height }} />
    </figure>
  )
}
