import { chartLoader, LazyChart } from './LazyChart.tsx'
import type { StackedBarsChartProps } from './StackedBarsChart.tsx'
import { TimelineLegend } from './TimelineLegend.tsx'
import styles from './TimelineChart.module.css'

interface StackedBarsProps extends Omit<StackedBarsChartProps, 'height'> {
  /** What the chart shows: "Versions by group". */
  label: string
}

const BAR_HEIGHT = 30
const AXIS_HEIGHT = 36

const loader = chartLoader(async () => (await import('./StackedBarsChart.tsx')).StackedBarsChart)

/** Stacked bars with their legend. A table with the same numbers must stand beside it. */
export function StackedBars({ label, ...chart }: StackedBarsProps) {
  const height = chart.bars.length * BAR_HEIGHT + AXIS_HEIGHT
  return (
    <figure className={styles['figure']} aria-label={label}>
      <TimelineLegend series={chart.series} />
      <LazyChart loader={loader} chart={{ ...chart, height }} />
    </figure>
  )
}
