import { ChartFigure, type ChartFigureProps } from './ChartFigure.tsx'
import { stackTable } from './chart-table.ts'
import { createLazyComponent } from '#src/ui/lazy/lazy-component.ts'
import { LazyPlot } from './LazyPlot.tsx'
import type { StackedBarPlotProps } from './StackedBarPlot.tsx'

interface StackedBarChartProps
  extends Omit<StackedBarPlotProps, 'height'>, Pick<ChartFigureProps, 'label' | 'unit'> {
  /** What a bar stands for: "Group". */
  barHeader: string
  /** False draws nothing yet, and keeps its room. */
  isVisible?: boolean
}

const BAR_HEIGHT = 30
const AXIS_HEIGHT = 36

const part = createLazyComponent(async () => (await import('./StackedBarPlot.tsx')).StackedBarPlot)

/** One horizontal stacked bar for each item. The page must show the same numbers as a table. */
export function StackedBarChart({ label, barHeader, unit, isVisible = true, ...plot }: StackedBarChartProps) {
  const { series, bars, measure } = plot
  const height = bars.length * BAR_HEIGHT + AXIS_HEIGHT
  return (
    <ChartFigure
      label={label}
      series={series}
      unit={unit}
      measure={measure}
      exportTable={() =>
        stackTable(
          barHeader,
          series,
          bars.map(({ label, values }) => ({ name: label, values })),
          measure,
        )
      }
    >
      {isVisible ? <LazyPlot component={part} plot={{ ...plot, height }} /> : <div style={{ height }} />}
    </ChartFigure>
  )
}
