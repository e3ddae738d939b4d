import { Skeleton } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { ErrorState } from './ErrorState.tsx'
import { RenderBoundary } from './RenderBoundary.tsx'
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

// The charts' library is a third of the dashboard: it comes when the first chart is drawn.
const loadChart = () => lazy(async () => ({ default: (await import('./TimelineChart.tsx')).TimelineChart }))
const firstTry = loadChart()

/** A chart with its legend, and its numbers as a table for who asks for them. */
export function Timeline({ label, notes, legend = true, ...chart }: TimelineProps) {
  const [Chart, setChart] = useState(() => firstTry)
  const [asTable, setAsTable] = useState(false)
  return (
    <figure className={styles['figure']} aria-label={label}>
      {legend && <TimelineLegend series={chart.series} notes={notes} />}
      <RenderBoundary
        renderError={(error, retry) => (
          <ErrorState
            title="The chart could not be drawn."
            error={error}
            onRetry={() => {
              setChart(loadChart)
              retry()
            }}
          />
        )}
      >
        <Suspense fallback={<Skeleton height={HEIGHT} />}>
          <Chart {...chart} height={HEIGHT} />
        </Suspense>
      </RenderBoundary>
      <details className={styles['asTable']} onToggle={(event) => setAsTable(event.currentTarget.open)}>
        <summary>Show as a table</summary>
        {asTable && <TimelineTable label={label} {...chart} />}
      </details>
    </figure>
  )
}
