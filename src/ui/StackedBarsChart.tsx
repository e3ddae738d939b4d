import { memo } from 'react'
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { formatNumber } from '#src/lib/format-number.ts'
import { chartAxis, formatPart } from './chart-axis.ts'
import { StackTooltip } from './StackTooltip.tsx'
import type { TimelineMeasure, TimelineSeries } from './timeline-data.ts'

export interface StackedBar {
  key: string
  label: string
  /** One for each series, in their order. */
  values: number[]
}

export interface StackedBarsChartProps {
  series: TimelineSeries[]
  bars: StackedBar[]
  measure: TimelineMeasure
  height: number
}

const LONGEST_NAME = 18

/** A horizontal bar for each of a list, each stacked from the same series. Keep both lists the same objects. */
export const StackedBarsChart = memo(function StackedBarsChart(props: StackedBarsChartProps) {
  const { series, bars, measure, height } = props
  return (
    <ResponsiveContainer width="100%" height={height}>
      <BarChart
        data={bars}
        layout="vertical"
        margin={{ top: 0, right: 24, bottom: 0, left: 0 }}
        stackOffset={measure === 'share' ? 'expand' : 'none'}
        barCategoryGap="25%"
      >
        <CartesianGrid horizontal={false} stroke="var(--platte-line)" />
        <XAxis
          type="number"
          allowDecimals={measure === 'share'}
          tickFormatter={measure === 'share' ? formatPart : formatNumber}
          tickLine={false}
          {...chartAxis}
        />
        <YAxis
          type="category"
          dataKey="key"
          tickFormatter={(key: string) => shortened(bars.find((bar) => bar.key === key)?.label ?? '')}
          width="auto"
          interval={0}
          tickLine={false}
          axisLine={false}
          {...chartAxis}
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
    </ResponsiveContainer>
  )
})

const shortened = (name: string) =>
  name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name

interface BarTooltipProps extends Pick<StackedBarsChartProps, 'series' | 'bars'> {
  /** These two are filled in by the chart: whether to show, and the key of the bar. */
  active?: boolean
  label?: string
}

function BarTooltip({ series, bars, active, label }: BarTooltipProps) {
  const bar = active ? bars.find(({ key }) => key === label) : undefined
  return bar ? <StackTooltip title={bar.label} series={series} values={bar.values} /> : null
}
