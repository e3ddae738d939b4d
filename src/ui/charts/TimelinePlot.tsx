import { memo, useId } from 'react'
import { Area, AreaChart, Bar, BarChart, CartesianGrid, Tooltip, XAxis, YAxis } from 'recharts'
import { formatNumber } from '#src/lib/format-number.ts'
import { barTicks, timeTicks } from '#src/lib/time-ticks.ts'
import {
  bandLabels,
  type ChartMeasure,
  type TimelineData,
  type TimelineMark,
  type TimelinePoint,
  type TimeSpan,
} from './chart-data.ts'
import { OTHERS_COLOUR } from './chart-colours.ts'
import {
  bandMargin,
  bandNames,
  fillOf,
  formatShareTick,
  hatching,
  keyboardProps,
  markLines,
  MAX_TICKS,
  plainAxisProps,
  shadedSpans,
  timeAxisProps,
} from './plot-parts.tsx'
import { PlotFrame } from './PlotFrame.tsx'
import { StackTooltip } from './StackTooltip.tsx'

export interface TimelinePlotProps extends TimelineData {
  /** The subject of the chart. */
  label: string
  /** Areas for a state that lasts from point to point, bars for what happened before each point. */
  shape: 'areas' | 'bars'
  /** In pixels. */
  height: number
  measure?: ChartMeasure | undefined
  marks?: readonly TimelineMark[] | undefined
  /** Keep it the same array while it does not change. */
  shaded?: readonly TimeSpan[] | undefined
  /** The width of the value axis in pixels; by default as wide as its numbers. */
  axisWidth?: number | undefined
  /** Formats a time for a tick of the axis. */
  formatTick: (time: number) => string
  /** Formats a time in full, for the tooltip. */
  formatTime: (time: number) => string
}

/** The axis and the room for marks, which are no part of the plot's height. */
const AXIS_PX = 50
const NO_MARKS: readonly TimelineMark[] = []
const NO_SPANS: readonly TimeSpan[] = []
/** More bars than this are drawn without gaps, which would be as wide as the bars. */
const MAX_BARS_WITH_GAPS = 40

/**
 * Series stacked over time, the first at the bottom. Keep `series`, `points` and `marks` the same objects while they
 * don't change, and `points` at 240 or fewer: more take too long to draw.
 */
export const TimelinePlot = memo(function TimelinePlot(props: TimelinePlotProps) {
  const { label, points, shape, height, measure = 'count', marks = NO_MARKS, shaded = NO_SPANS } = props
  const hatchId = `hatch-${useId().replaceAll(/\W/g, '')}`
  const isDense = points.length > MAX_BARS_WITH_GAPS
  const names = shape === 'areas' ? bandLabels(props, measure, height - AXIS_PX) : []
  const common = {
    ...keyboardProps(label, shape === 'areas' ? 'points' : 'bars'),
    data: points,
    margin: { top: marks.length > 0 ? 20 : 8, right: bandMargin(names), bottom: 0, left: 0 },
    stackOffset: measure === 'share' ? 'expand' : 'none',
  } as const
  return (
    <PlotFrame height={height}>
      {shape === 'areas' ? (
        <AreaChart {...common}>
          {axes(props)}
          {hatching(hatchId, OTHERS_COLOUR)}
          {areas(props, hatchId)}
          {bandNames(names, points.at(-1)?.time ?? 0)}
          {shadedSpans(shaded)}
          {markLines(marks)}
        </AreaChart>
      ) : (
        <BarChart {...common} barCategoryGap={isDense ? 0 : '20%'}>
          {axes(props)}
          {bars(props, isDense)}
          {markLines(marks)}
        </BarChart>
      )}
    </PlotFrame>
  )
})

function axes({ series, points, shape, measure, axisWidth, formatTick, formatTime }: TimelinePlotProps) {
  const [from, to] = timeDomain(points, shape)
  const times = points.map(({ time }) => time)
  const ticks = shape === 'bars' ? barTicks(times, MAX_TICKS) : timeTicks(from, to, MAX_TICKS)
  return (
    <>
      <CartesianGrid vertical={false} stroke="var(--platte-line)" />
      <XAxis {...timeAxisProps({ from, to, ticks, formatTick })} />
      <YAxis
        {...plainAxisProps}
        allowDecimals={measure === 'share'}
        tickFormatter={measure === 'share' ? formatShareTick : formatNumber}
        width={axisWidth ?? 'auto'}
      />
      <Tooltip
        isAnimationActive={false}
        cursor={shape === 'bars' ? { fill: 'var(--platte-line)' } : { stroke: 'var(--platte-dimmed)' }}
        content={<TimelineTooltip series={series} points={points} formatTime={formatTime} />}
      />
    </>
  )
}

const areas = ({ series }: TimelinePlotProps, hatchId: string) =>
  series.map(({ key, label, colour }, index) => (
    <Area
      key={key}
      name={label}
      dataKey={valueAt(index)}
      stackId="all"
      type="linear"
      isAnimationActive={false}
      stroke="var(--platte-panel)"
      strokeWidth={1}
      fill={fillOf({ key, colour }, hatchId)}
      fillOpacity={1}
      activeDot={false}
    />
  ))

const bars = ({ series }: TimelinePlotProps, isDense: boolean) =>
  series.map(({ key, label, colour }, index) => (
    <Bar
      key={key}
      name={label}
      dataKey={valueAt(index)}
      stackId="all"
      isAnimationActive={false}
      fill={colour}
      stroke="var(--platte-panel)"
      strokeWidth={isDense ? 0 : 0.5}
      maxBarSize={48}
    />
  ))

const valueAt = (index: number) => (point: TimelinePoint) => point.values[index] ?? 0

/** From the first point to the last; bars need half a bar more at either end. */
function timeDomain(points: readonly TimelinePoint[], shape: TimelinePlotProps['shape']): [number, number] {
  const from = points.at(0)?.time ?? 0
  const to = points.at(-1)?.time ?? from
  const halfBar = shape === 'bars' && points.length > 1 ? (to - from) / (points.length - 1) / 2 : 0
  return [from - halfBar, to + halfBar]
}

interface TimelineTooltipProps extends TimelineData {
  formatTime: (time: number) => string
  /** Recharts passes these two: whether the tooltip is visible, and the time of the point. */
  active?: boolean
  label?: number
}

function TimelineTooltip({ series, points, formatTime, active, label }: TimelineTooltipProps) {
  const point = active ? points.find(({ time }) => time === label) : undefined
  return point ? <StackTooltip title={formatTime(point.time)} series={series} values={point.values} /> : null
}
