import { memo } from 'react'
import { Bar, BarChart, CartesianGrid, Tooltip, XAxis, YAxis } from 'recharts'
import { formatNumber } from '#src/lib/format-number.ts'
import { shorten } from '#src/lib/shorten.ts'
import type { ChartMeasure, ChartSeries } from './chart-data.ts'
import { formatShareTick, plainAxisProps, valueAxisProps } from './plot-parts.tsx'
import { PlotFrame } from './PlotFrame.tsx'
import { StackTooltip } from './StackTooltip.tsx'

export interface StackedBar {
  key: string
  label: string
  /** One for each series, in their order. */
  values: number[]
}

export interface StackedBarPlotProps {
  series: ChartSeries[]
  bars: StackedBar[]
  measure: ChartMeasure
  /** In pixels. */
  height: number
}

const MAX_LABEL_LENGTH = 18

/** One horizontal stacked bar below the other. Keep `series` and `bars` the same objects while they don't change. */
export const StackedBarPlot = memo(function StackedBarPlot(props: StackedBarPlotProps) {
  const { series, bars, measure, height } = props
  return (
    <PlotFrame height={height}>
      <BarChart
        // The table on the page has the numbers; the library's arrow keys would move up by ArrowRight.
        accessibilityLayer={false}
        data={bars}
        layout="vertical"
        margin={{ top: 0, right: 24, bottom: 0, left: 0 }}
        stackOffset={measure === 'share' ? 'expand' : 'none'}
        barCategoryGap="25%"
      >
        <CartesianGrid horizontal={false} stroke="var(--platte-line)" />
        <XAxis
          {...valueAxisProps}
          type="number"
          allowDecimals={measure === 'share'}
          tickFormatter={measure === 'share' ? formatShareTick : formatNumber}
        />
        <YAxis
          {...plainAxisProps}
          type="category"
          dataKey="key"
          tickFormatter={(key: string) =>
            shorten(bars.find((bar) => bar.key === key)?.label ?? '', MAX_LABEL_LENGTH)
          }
          width="auto"
          interval={0}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: 'var(--platte-line)' }}
          content={<BarTooltip series={series} bars={bars} />}
        />
        {series.map(({ key, label, colour }, index) => (
          <Bar
            key={key}
            name={label}
            dataKey={(bar: StackedBar) => bar.values[index] ?? 0}
            stackId="all"
            isAnimationActive={false}
            fill={colour}
            stroke="var(--platte-panel)"
            strokeWidth={0.5}
            maxBarSize={22}
          />
        ))}
      </BarChart>
    </PlotFrame>
  )
})

interface BarTooltipProps extends Pick<StackedBarPlotProps, 'series' | 'bars'> {
  /** Recharts passes these two: whether the tooltip is visible, and the key of the bar. */
  active?: boolean
  label?: string
}

function BarTooltip({ series, bars, active, label }: BarTooltipProps) {
  const bar = active ? bars.find(({ key }) => key === label) : undefined
  return bar ? <StackTooltip title={bar.label} series={series} values={bar.values} /> : null
}
