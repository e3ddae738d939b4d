import { memo } from 'react'
import {
  Area,
  AreaChart,
  Bar,
  BarChart,
  CartesianGrid,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { formatNumber } from '#src/lib/format-number.ts'
import { TimelineTooltip } from './TimelineTooltip.tsx'
import type { TimelineData, TimelinePoint } from './timeline-data.ts'

export interface TimelineChartProps extends TimelineData {
  /** Areas for a state that lasts between the points, bars for what happened before each. */
  shape: 'areas' | 'bars'
  height: number
  /** A time, below the axis. */
  formatTick: (time: number) => string
  /** The same time, with all that belongs to it. */
  formatTime: (time: number) => string
}

const margin = { top: 8, right: 12, bottom: 0, left: 0 }
const axis = { stroke: 'var(--platte-border)', tick: { fill: 'var(--platte-dimmed)', fontSize: 12 } } as const

/**
 * Series stacked over time, the first at the bottom. Draws what it is given; keep `series` and `points`
 * the same objects while they are the same. At most 240 points: more take too long to draw.
 */
export const TimelineChart = memo(function TimelineChart(props: TimelineChartProps) {
  const { series, points, shape, height, formatTick, formatTime } = props
  const common = (
    <>
      <CartesianGrid vertical={false} stroke="var(--platte-line)" />
      <XAxis dataKey="time" tickFormatter={formatTick} minTickGap={28} tickLine={false} {...axis} />
      <YAxis
        allowDecimals={false}
        tickFormatter={formatNumber}
        width="auto"
        tickLine={false}
        axisLine={false}
        {...axis}
      />
      <Tooltip
        isAnimationActive={false}
        cursor={shape === 'bars' ? { fill: 'var(--platte-line)' } : { stroke: 'var(--platte-dimmed)' }}
        content={<TimelineTooltip series={series} points={points} formatTime={formatTime} />}
      />
    </>
  )
  return (
    <ResponsiveContainer width="100%" height={height}>
      {shape === 'areas' ? (
        <AreaChart data={points} margin={margin}>
          {common}
          {series.map(({ key, label, colour }, index) => (
            <Area
              key={key}
              name={label}
              dataKey={valueAt(index)}
              stackId="all"
              type="linear"
              isAnimationActive={false}
              stroke="var(--platte-panel)"
              strokeWidth={1}
              fill={colour}
              fillOpacity={1}
              activeDot={false}
            />
          ))}
        </AreaChart>
      ) : (
        <BarChart data={points} margin={margin} barCategoryGap="20%">
          {common}
          {series.map(({ key, label, colour }, index) => (
            <Bar
              key={key}
              name={label}
              dataKey={valueAt(index)}
              stackId="all"
              isAnimationActive={false}
              fill={colour}
              stroke="var(--platte-panel)"
              strokeWidth={0.5}
              maxBarSize={48}
            />
          ))}
        </BarChart>
      )}
    </ResponsiveContainer>
  )
})

const valueAt = (index: number) => (point: TimelinePoint) => point.values[index] ?? 0
