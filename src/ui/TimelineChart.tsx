import { memo } from 'react'
import {
  Area,
  AreaChart,
  Bar,
  BarChart,
  CartesianGrid,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { formatNumber } from '#src/lib/format-number.ts'
import { barTicks, timeTicks } from '#src/lib/time-ticks.ts'
import { chartAxis, formatPart } from './chart-axis.ts'
import { TimelineTooltip } from './TimelineTooltip.tsx'
import type { TimelineData, TimelineMark, TimelineMeasure, TimelinePoint } from './timeline-data.ts'

export interface TimelineChartProps extends TimelineData {
  /** Areas for a state that lasts between the points, bars for what happened before each. */
  shape: 'areas' | 'bars'
  height: number
  measure?: TimelineMeasure | undefined
  marks?: readonly TimelineMark[] | undefined
  /** Of the numbers beside the chart, in pixels; as they need it unless it is said. */
  axisWidth?: number | undefined
  /** A time, below the axis. */
  formatTick: (time: number) => string
  /** The same time, with all that belongs to it. */
  formatTime: (time: number) => string
}

const NO_MARKS: readonly TimelineMark[] = []
const MOST_TICKS = 9
/** More bars stand without gaps between them: a gap would be as wide as the bar. */
const MOST_BARS_APART = 40

/**
 * Series stacked over time, the first at the bottom. Draws what it is given; keep `series`, `points` and `marks`
 * the same objects while they are the same. At most 240 points: more take too long to draw.
 */
export const TimelineChart = memo(function TimelineChart(props: TimelineChartProps) {
  const { series, points, shape, height, measure = 'count', marks = NO_MARKS } = props
  const { axisWidth = 'auto', formatTick, formatTime } = props
  const [from, to] = timeDomain(points, shape)
  const ticks =
    shape === 'bars'
      ? barTicks(
          points.map(({ time }) => time),
          MOST_TICKS,
        )
      : timeTicks(from, to, MOST_TICKS)
  const dense = points.length > MOST_BARS_APART
  const common = (
    <>
      <CartesianGrid vertical={false} stroke="var(--platte-line)" />
      <XAxis
        dataKey="time"
        type="number"
        domain={[from, to]}
        ticks={ticks}
        interval="equidistantPreserveStart"
        tickFormatter={formatTick}
        minTickGap={12}
        tickLine={false}
        {...chartAxis}
      />
      <YAxis
        allowDecimals={measure === 'share'}
        tickFormatter={measure === 'share' ? formatPart : formatNumber}
        width={axisWidth}
        tickLine={false}
        axisLine={false}
        {...chartAxis}
      />
      <Tooltip
        isAnimationActive={false}
        cursor={shape === 'bars' ? { fill: 'var(--platte-line)' } : { stroke: 'var(--platte-dimmed)' }}
        content={<TimelineTooltip series={series} points={points} formatTime={formatTime} />}
      />
    </>
  )
  const lines = marks.map(({ label, time }) => (
    <ReferenceLine
      key={label}
      x={time}
      stroke="var(--platte-text)"
      strokeDasharray="3 3"
      label={{ value: label, position: 'top', fill: 'var(--platte-text)', fontSize: 12, fontWeight: 600 }}
    />
  ))
  const margin = { top: marks.length > 0 ? 20 : 8, right: 12, bottom: 0, left: 0 }
  const stackOffset = measure === 'share' ? 'expand' : 'none'
  return (
    <ResponsiveContainer width="100%" height={height}>
      {shape === 'areas' ? (
        <AreaChart data={points} margin={margin} stackOffset={stackOffset}>
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
          {lines}
        </AreaChart>
      ) : (
        <BarChart data={points} margin={margin} stackOffset={stackOffset} barCategoryGap={dense ? 0 : '20%'}>
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
              strokeWidth={dense ? 0 : 0.5}
              maxBarSize={48}
            />
          ))}
          {lines}
        </BarChart>
      )}
    </ResponsiveContainer>
  )
})

const valueAt = (index: number) => (point: TimelinePoint) => point.values[index] ?? 0

/** From the first point to the last, and for bars half a bar more at either end. */
function timeDomain(points: readonly TimelinePoint[], shape: TimelineChartProps['shape']): [number, number] {
  const from = points.at(0)?.time ?? 0
  const to = points.at(-1)?.time ?? from
  const half = shape === 'bars' && points.length > 1 ? (to - from) / (points.length - 1) / 2 : 0
  return [from - half, to + half]
}
