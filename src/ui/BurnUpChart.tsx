import { memo } from 'react'
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { formatNumber } from '#src/lib/format-number.ts'
import { timeTicks } from '#src/lib/time-ticks.ts'
import { chartAxis } from './chart-axis.ts'
import { StackTooltip } from './StackTooltip.tsx'
import styles from './TimelineChart.module.css'
import type { TimelineMark, TimelinePoint, TimelineSeries } from './timeline-data.ts'

/** Between which numbers it will be at a time to come. */
export interface BandPoint {
  time: number
  least: number
  most: number
}

export interface BurnUpChartProps {
  /** What is done and what is left, which add up to all; in this order. */
  series: readonly [done: TimelineSeries, left: TimelineSeries]
  /** Oldest first. */
  points: readonly TimelinePoint[]
  band: { label: string; colour: string; points: readonly BandPoint[] }
  marks: readonly TimelineMark[]
  height: number
  formatTick: (time: number) => string
  formatTime: (time: number) => string
}

const MOST_TICKS = 9

/** How much of a whole was done over time, and between which bounds it is expected to go on. */
export const BurnUpChart = memo(function BurnUpChart(props: BurnUpChartProps) {
  const { series, points, band, marks, height, formatTick, formatTime } = props
  const [done, left] = series
  const from = points.at(0)?.time ?? 0
  const now = points.at(-1)?.time ?? from
  const to = Math.max(now, band.points.at(-1)?.time ?? now)
  return (
    <ResponsiveContainer width="100%" height={height}>
      <ComposedChart margin={{ top: 20, right: 12, bottom: 0, left: 0 }} data={[...points, ...band.points]}>
        <CartesianGrid vertical={false} stroke="var(--platte-line)" />
        <XAxis
          dataKey="time"
          type="number"
          domain={[from, to]}
          ticks={timeTicks(from, to, MOST_TICKS)}
          interval="equidistantPreserveStart"
          tickFormatter={formatTick}
          minTickGap={12}
          tickLine={false}
          {...chartAxis}
        />
        <YAxis
          allowDecimals={false}
          tickFormatter={formatNumber}
          width="auto"
          tickLine={false}
          axisLine={false}
          {...chartAxis}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--platte-dimmed)' }}
          content={<BurnUpTooltip {...props} />}
        />
        {[done, left].map(({ key, label, colour }, index) => (
          <Area
            key={key}
            name={label}
            dataKey={(point: TimelinePoint | BandPoint) => ('values' in point ? point.values[index] : null)}
            stackId="all"
            type="linear"
            isAnimationActive={false}
            stroke="none"
            fill={colour}
            fillOpacity={1}
            activeDot={false}
          />
        ))}
        {band.points.length > 0 && (
          <Area
            name={band.label}
            dataKey={(point: TimelinePoint | BandPoint) =>
              'most' in point ? [point.least, point.most] : null
            }
            type="linear"
            isAnimationActive={false}
            stroke={band.colour}
            strokeDasharray="4 3"
            fill={band.colour}
            fillOpacity={0.25}
            activeDot={false}
          />
        )}
        {band.points.length > 0 && (
          <Line
            dataKey={(point: TimelinePoint | BandPoint) => ('most' in point ? totalAt(points) : null)}
            stroke="var(--platte-dimmed)"
            strokeDasharray="2 4"
            dot={false}
            activeDot={false}
            isAnimationActive={false}
          />
        )}
        {band.points.length > 0 && (
          <ReferenceLine
            x={now}
            stroke="var(--platte-dimmed)"
            label={{ value: 'now', position: 'top', fill: 'var(--platte-text)', fontSize: 12 }}
          />
        )}
        {marks.map(({ label, time }) => (
          <ReferenceLine
            key={label}
            x={time}
            stroke="var(--platte-text)"
            strokeDasharray="3 3"
            label={{
              value: label,
              position: 'top',
              fill: 'var(--platte-text)',
              fontSize: 12,
              fontWeight: 600,
            }}
          />
        ))}
      </ComposedChart>
    </ResponsiveContainer>
  )
})

const totalAt = (points: readonly TimelinePoint[]) =>
  points.at(-1)?.values.reduce((sum, value) => sum + value, 0) ?? 0

/** The chart fills in whether to show it, and the time of the point. */
type TooltipProps = BurnUpChartProps & { active?: boolean; label?: number }

function BurnUpTooltip({ series, points, band, formatTime, active, label }: TooltipProps) {
  if (!active) return null
  const point = points.find(({ time }) => time === label)
  if (point) return <StackTooltip title={formatTime(point.time)} series={series} values={point.values} />
  const expected = band.points.find(({ time }) => time === label)
  if (!expected) return null
  return (
    <div className={styles['tooltip']}>
      <div className={styles['time']}>{formatTime(expected.time)}</div>
      {band.label}: {formatNumber(Math.round(expected.least))} to {formatNumber(Math.round(expected.most))}
    </div>
  )
}
