import { Skeleton } from '@mantine/core'
import { useState } from 'react'
import { ErrorState } from '#src/ui/ErrorState.tsx'
import { LazyPart } from '#src/ui/lazy/LazyPart.tsx'
import type { Part } from '#src/ui/lazy/part.ts'
import { MissingOnPaper } from '#src/ui/MissingOnPaper.tsx'
import { RenderBoundary } from '#src/ui/RenderBoundary.tsx'
import { useIsPrinting } from '#src/ui/use-is-printing.ts'

interface LazyPlotProps<Props extends { height: number }> {
  part: Part<Props>
  plot: Props
}

/** Draws a plot once its code is loaded, since the chart library is a third of the dashboard. */
export function LazyPlot<Props extends { height: number }>({ part, plot }: LazyPlotProps<Props>) {
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
      <LazyPart
        part={part}
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
