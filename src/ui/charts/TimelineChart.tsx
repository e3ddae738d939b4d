import { ChartFigure, type ChartFigureProps } from './ChartFigure.tsx'
import { timelineTable } from './chart-table.ts'
import { createLazyComponent } from '#src/ui/lazy/lazy-component.ts'
import { LazyPlot } from './LazyPlot.tsx'
import type { TimelinePlotProps } from './TimelinePlot.tsx'
import { TimelineTable } from './TimelineTable.tsx'

interface TimelineChartProps
  extends
    Omit<TimelinePlotProps, 'height'>,
    Pick<ChartFigureProps, 'unit' | 'notes' | 'markNotes' | 'legend'> {
  /** In pixels. */
  height?: number
}

const HEIGHT = 240

const part = createLazyComponent(async () => (await import('./TimelinePlot.tsx')).TimelinePlot)

/** Series stacked over time. */
export function TimelineChart(props: TimelineChartProps) {
  const { label, unit, notes, markNotes, legend, height = HEIGHT, ...plot } = props
  const { measure = 'count' } = plot
  return (
    <ChartFigure
      label={label}
      series={plot.series}
      unit={unit}
      measure={measure}
      notes={notes}
      markNotes={markNotes}
      legend={legend}
      hasTimes
      exportTable={() => timelineTable(plot, measure)}
      renderTable={() => <TimelineTable label={label} {...plot} />}
    >
      <LazyPlot component={part} plot={{ ...plot, label, height }} />
    </ChartFigure>
  )
}
