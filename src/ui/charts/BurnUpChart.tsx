import type { BurnUpPlotProps } from './BurnUpPlot.tsx'
import { ChartFigure, type ChartFigureProps } from './ChartFigure.tsx'
import { timelineTable } from './chart-table.ts'
import { createLazyComponent } from '#src/ui/lazy/lazy-component.ts'
import { LazyPlot } from './LazyPlot.tsx'
import { TimelineTable } from './TimelineTable.tsx'

interface BurnUpChartProps
  extends Omit<BurnUpPlotProps, 'height'>, Pick<ChartFigureProps, 'unit' | 'markNotes'> {}

const HEIGHT = 280

const part = createLazyComponent(async () => (await import('./BurnUpPlot.tsx')).BurnUpPlot)

/** How much of a whole is done over time, with a forecast. The table has the past only. */
export function BurnUpChart({ label, unit, markNotes, ...plot }: BurnUpChartProps) {
  const { forecast, done, points, formatTime } = plot
  const past = { series: [done], points: [...points] }
  return (
    <ChartFigure
      label={label}
      series={forecast.points.length > 0 ? [done, { ...forecast, key: 'forecast' }] : [done]}
      unit={unit}
      markNotes={markNotes}
      hasTimes
      exportTable={() => timelineTable(past, 'count')}
      renderTable={() => <TimelineTable label={label} {...past} formatTime={formatTime} />}
    >
      <LazyPlot component={part} plot={{ ...plot, label, height: HEIGHT }} />
    </ChartFigure>
  )
}
