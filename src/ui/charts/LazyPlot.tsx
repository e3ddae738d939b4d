import { Skeleton } from '@mantine/core'
import { useState } from 'react'
import { ErrorState } from '#src/ui/ErrorState.tsx'
import { LazyView } from '#src/ui/lazy/LazyView.tsx'
import type { LazyComponent } from '#src/ui/lazy/lazy-component.ts'
import { MissingOnPaper } from '#src/ui/MissingOnPaper.tsx'
import { RenderBoundary } from '#src/ui/RenderBoundary.tsx'
import { useIsPrinting } from '#src/ui/use-is-printing.ts'

interface LazyPlotProps<Props extends { height: number }> {
  component: LazyComponent<Props>
  plot: Props
}

/** Draws a plot once its code is loaded, since the chart library is a third of the dashboard. */
export function LazyPlot<Props extends { height: number }>({ component, plot }: LazyPlotProps<Props>) {
  // The chart library draws over several frames, and the browser prints after none.
  const isPrinting = useIsPrinting()
  const [isTooLate, setTooLate] = useState(isPrinting)
  if (isTooLate && !isPrinting) setTooLate(false)
  if (isTooLate) return <MissingOnPaper />
  return (
    <RenderBoundary
      renderError={(error, retry) => (
        <ErrorState title="Failed to draw the chart" error={error} onRetry={retry} />
      )}
    >
      <LazyView
        component={component}
        failureTitle="Failed to load the chart"
        loading={
          <>
            <Skeleton height={plot.height} />
            <MissingOnPaper />
          </>
        }
        props={plot}
      />
    </RenderBoundary>
  )
}
