import { Skeleton } from '@mantine/core'
import { type ComponentType, lazy, type LazyExoticComponent, Suspense, useState } from 'react'
import { ErrorState } from './ErrorState.tsx'
import { RenderBoundary } from './RenderBoundary.tsx'

interface LazyChartProps<Props extends { height: number }> {
  /** Of a loader that is made once, so that a chart which was loaded is there at once. */
  loader: ChartLoader<Props>
  chart: Props
}

export interface ChartLoader<Props> {
  first: LazyExoticComponent<ComponentType<Props>>
  load: () => LazyExoticComponent<ComponentType<Props>>
}

/** The charts' library is a third of the dashboard: it comes when the first chart is drawn. */
export function chartLoader<Props>(load: () => Promise<ComponentType<Props>>): ChartLoader<Props> {
  const again = () => lazy(async () => ({ default: await load() }))
  return { first: again(), load: again }
}

/** Draws a chart once its code is there; a load that failed can be tried again. */
export function LazyChart<Props extends { height: number }>({ loader, chart }: LazyChartProps<Props>) {
  const [Chart, setChart] = useState(() => loader.first)
  return (
    <RenderBoundary
      renderError={(error, retry) => (
        <ErrorState
          title="The chart could not be drawn."
          error={error}
          onRetry={() => {
            setChart(loader.load)
            retry()
          }}
        />
      )}
    >
      <Suspense fallback={<Skeleton height={chart.height} />}>
        <Chart {...chart} />
      </Suspense>
    </RenderBoundary>
  )
}
