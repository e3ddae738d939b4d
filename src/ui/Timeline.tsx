import { Skeleton } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { ErrorState } from './ErrorState.tsx'
import { RenderBoundary } from './RenderBoundary.tsx'
import { Swatch } from './Swatch.tsx'
import type { TimelineChartProps } from './TimelineChart.tsx'
import { TimelineTable } from './TimelineTable.tsx'
import styles from './TimelineChart.module.css'

interface TimelineProps extends Omit<TimelineChartProps, 'height'> {
  /** What the chart shows, as a sentence's subject: "Versions of Canary over time". */
  label: string
}

const HEIGHT = 240

// The charts' library is a third of the dashboard: it comes when the first chart is drawn.
const loadChart = () => lazy(async () => ({ default: (await import('./TimelineChart.tsx')).TimelineChart }))
const firstTry = loadChart()

/** A chart with its legend, and its numbers as a table for who asks for them. */
export function Timeline({ label, ...chart }: TimelineProps) {
  const [Chart, setChart] = useState(() => firstTry)
  const [asTable, setAsTable] = useState(false)
  return (
    <figure className={styles['figure']} aria-label={label}>
      <ul className={styles['legend']} aria-label="Legend">
        {chart.series.map(({ key, label, colour }) => (
          <li key={key}>
            <Swatch colour={colour} /> {label}
          </li>
        ))}
      </ul>
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
