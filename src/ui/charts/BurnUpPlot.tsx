import { memo } from 'react'
import { Area, CartesianGrid, ComposedChart, ReferenceLine, Tooltip, XAxis, YAxis } from 'recharts'
import { formatNumber } from '#src/lib/format-number.ts'
import { timeTicks } from '#src/lib/time-ticks.ts'
import styles from './ChartTooltip.module.css'
import type { ChartSeries, TimelineMark, TimelinePoint } from './chart-data.ts'
import {
  keyboardProps,
  markLines,
  MAX_TICKS,
  plainAxisProps,
  plotLabel,
  timeAxisProps,
} from './plot-parts.tsx'
import { PlotFrame } from './PlotFrame.tsx'

/** The range in which the number is expected at a future time. */
export interface ForecastPoint {
  /** In ms since 1970. */
  time: number
  least: number
  most: number
}

export interface BurnUpPlotProps {
  /** The subject of the chart. */
  label: string
  /** What is done so far. */
  done: ChartSeries
  /** Oldest first, with one value each. */
  points: readonly TimelinePoint[]
  /** The whole; null if it is unknown. */
  total: { label: string; value: number } | null
  /** Without points where there is no forecast. */
  forecast: { label: string; colour: string; points: readonly ForecastPoint[] }
  marks: readonly TimelineMark[]
  /** In pixels. */
  height: number
  /** Formats a time for a tick of the axis. */
  formatTick: (time: number) => string
  /** Formats a time in full, for the tooltip. */
  formatTime: (time: number) => string
}

type PlottedPoint = TimelinePoint | ForecastPoint

/** How much of a whole is done over time, and the range in which it is expected to go on. */
export const BurnUpPlot = memo(function BurnUpPlot(props: BurnUpPlotProps) {
  const { label, done, points, total, forecast, marks, height, formatTick, formatTime } = props
  const from = points.at(0)?.time ?? 0
  const now = points.at(-1)?.time ?? from
  const to = Math.max(now, forecast.points.at(-1)?.time ?? now)
  const ticks = timeTicks(from, to, MAX_TICKS)
  return (
    <PlotFrame height={height}>
      <ComposedChart
        {...keyboardProps(label, 'points')}
        margin={{ top: 20, right: 12, bottom: 0, left: 0 }}
        data={[...points, ...forecast.points]}
      >
        <CartesianGrid vertical={false} stroke="var(--platte-line)" />
        <XAxis {...timeAxisProps({ from, to, ticks, formatTick })} />
        <YAxis
          {...plainAxisProps}
          domain={[0, (most: number) => Math.max(most, total?.value ?? 0)]}
          allowDecimals={false}
          tickFormatter={formatNumber}
          width="auto"
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--platte-dimmed)' }}
          content={<BurnUpTooltip {...{ done, points, forecast, formatTime }} />}
        />
        <Area
          name={done.label}
          dataKey={(point: PlottedPoint) => ('values' in point ? point.values[0] : null)}
          type="linear"
          isAnimationActive={false}
          stroke="none"
          fill={done.colour}
          fillOpacity={1}
          activeDot={false}
        />
        {forecast.points.length > 0 && forecastRange(forecast, now)}
        {markLines(marks)}
        {total && totalLine(total)}
      </ComposedChart>
    </PlotFrame>
  )
})

const forecastRange = ({ label, colour }: BurnUpPlotProps['forecast'], now: number) => (
  <>
    <Area
      name={label}
      dataKey={(point: PlottedPoint) => ('most' in point ? [point.least, point.most] : null)}
      type="linear"
      isAnimationActive={false}
      stroke={colour}
      strokeDasharray="4 3"
      fill={colour}
      fillOpacity={0.25}
      activeDot={false}
    />
    <ReferenceLine x={now} stroke="var(--platte-dimmed)" label={plotLabel('now', 'top')} />
  </>
)

/** Ends the lines that cross a text around its letters. */
const ABOVE_LINES = { stroke: 'var(--platte-panel)', strokeWidth: 4, paintOrder: 'stroke' }

const totalLine = ({ label, value }: { label: string; value: number }) => (
  <ReferenceLine
    y={value}
    stroke="var(--platte-dimmed)"
    strokeDasharray="2 4"
    label={{ ...plotLabel(`${label}: ${formatNumber(value)}`, 'insideTopLeft'), ...ABOVE_LINES }}
  />
)

/** Recharts passes whether the tooltip is visible, and the time of the point. */
interface BurnUpTooltipProps extends Pick<BurnUpPlotProps, 'done' | 'points' | 'forecast' | 'formatTime'> {
  active?: boolean
  label?: number
}

function BurnUpTooltip({ done, points, forecast, formatTime, active, label }: BurnUpTooltipProps) {
  if (!active || label === undefined) return null
  const value = points.find(({ time }) => time === label)?.values[0]
  const expected = forecast.points.find(({ time }) => time === label)
  return (
    <div className={styles['tooltip']} aria-live="polite">
      <div className={styles['title']}>{formatTime(label)}</div>
      {value !== undefined ? (
        <>
          {done.label}: {formatNumber(value)}
        </>
      ) : (
        expected && (
          <>
            {forecast.label}: {formatNumber(Math.round(expected.least))} to{' '}
            {formatNumber(Math.round(expected.most))}
          </>
        )
      )}
    </div>
  )
}
