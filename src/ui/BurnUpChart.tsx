import { memo } from 'react'
import {
  Area,
  CartesianGrid,
  ComposedChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { formatNumber } from '#src/lib/format-number.ts'
import { timeTicks } from '#src/lib/time-ticks.ts'
import { chartAxis } from './chart-axis.ts'
import styles from './TimelineChart.module.css'
import type { TimelineMark, TimelinePoint, TimelineSeries } from './timeline-data.ts'

/** Between which numbers it will be at a time to come. */
export interface BandPoint {
  time: number
  least: number
  most: number
}

export interface BurnUpChartProps {
  /** What is done. */
  done: TimelineSeries
  /** Oldest first, with one value each. */
  points: readonly TimelinePoint[]
  /** Of how many; null where that isn't known. */
  all: { label: string; value: number } | null
  band: { label: string; colour: string; points: readonly BandPoint[] }
  marks: readonly TimelineMark[]
  height: number
  formatTick: (time: number) => string
  formatTime: (time: number) => string
}

const MOST_TICKS = 9

/** How much of a whole was done over time, and between which bounds it is expected to go on. */
export const BurnUpChart = memo(function BurnUpChart(props: BurnUpChartProps) {
  const { done, points, all, band, marks, height, formatTick } = props
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
          domain={[0, (most: number) => Math.max(most, all?.value ?? 0)]}
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
        <Area
          name={done.label}
          dataKey={(point: TimelinePoint | BandPoint) => ('values' in point ? point.values[0] : null)}
          type="linear"
          isAnimationActive={false}
          stroke="none"
          fill={done.colour}
          fillOpacity={1}
          activeDot={false}
        />
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
        {all && (
          <ReferenceLine
            y={all.value}
            stroke="var(--platte-dimmed)"
            strokeDasharray="2 4"
            label={{
              value: `${all.label}: ${formatNumber(all.value)}`,
              position: 'insideTopLeft',
              fill: 'var(--platte-text)',
              fontSize: 12,
            }}
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

/** The chart fills in whether to show it, and the time of the point. */
type TooltipProps = BurnUpChartProps & { active?: boolean; label?: number }

function BurnUpTooltip({ done, points, band, formatTime, active, label }: TooltipProps) {
  if (!active || label === undefined) return null
  const value = points.find(({ time }) => time === label)?.values[0]
  const expected = band.points.find(({ time }) => time === label)
  return (
    <div className={styles['tooltip']}>
      <div className={styles['time']}>{formatTime(label)}</div>
      {value !== undefined ? (
        <>
          {done.label}: {formatNumber(value)}
        </>
      ) : (
        expected && (
          <>
            {band.label}: {formatNumber(Math.round(expected.least))} to{' '}
            {formatNumber(Math.round(expected.most))}
          </>
        )
      )}
    </div>
  )
}
