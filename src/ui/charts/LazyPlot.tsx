import { Skeleton } from '@mantine/core'
import { type ComponentType, lazy, type LazyExoticComponent, Suspense, useState } from 'react'
import { ErrorState } from '#src/ui/ErrorState.tsx'
import { RenderBoundary } from '#src/ui/RenderBoundary.tsx'

export interface PlotLoader<Props> {
  first: LazyExoticComponent<ComponentType<Props>>
  load: () => LazyExoticComponent<ComponentType<Props>>
}

/** Loads a plot on demand, since the chart library is a third of the dashboard. Create one at module scope. */
export function plotLoader<Props>(load: () => Promise<ComponentType<Props>>): PlotLoader<Props> {
  const lazyPlot = () => lazy(async () => ({ default: await load() }))
  return { first: lazyPlot(), load: lazyPlot }
}

interface LazyPlotProps<Props extends { height: number }> {
  loader: PlotLoader<Props>
  plot: Props
}

/** Draws a plot once its code is loaded; the reader can retry after a failed load. */
export function LazyPlot<Props extends { height: number }>({ loader, plot }: LazyPlotProps<Props>) {
  const [Plot, setPlot] = useState(() => loader.first)
  return (
    <RenderBoundary
      renderError={(error, retry) => (
        <ErrorState
          title="Failed to draw the chart"
          error={error}
          onRetry={() => {
            setPlot(loader.load)
            retry()
          }}
        />
      )}
    >
      <Suspense fallback={<Skeleton height={plot.height} />}>
        <Plot {...plot} />
      </Suspense>
    </RenderBoundary>
  )
}
