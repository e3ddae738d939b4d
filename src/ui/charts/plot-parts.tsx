import { ReferenceLine } from 'recharts'
import type { TimelineMark } from './chart-data.ts'

const axis = {
  stroke: 'var(--platte-border)',
  tick: { fill: 'var(--platte-dimmed)', fontSize: 12 },
  tickLine: false,
} as const

const TEXT = { fill: 'var(--platte-text)', fontSize: 12 } as const

export const MOST_TICKS = 9

interface TimeAxis {
  from: number
  to: number
  ticks: number[]
  formatTick: (time: number) => string
}

/** Props of a time axis. */
export const timeAxisProps = ({ from, to, ticks, formatTick }: TimeAxis) =>
  ({
    ...axis,
    dataKey: 'time',
    type: 'number',
    domain: [from, to],
    ticks,
    interval: 'equidistantPreserveStart',
    tickFormatter: formatTick,
    minTickGap: 12,
  }) as const

/** Props of an axis with counts or shares. */
export const valueAxisProps = axis

/** Props of an axis without a line of its own. */
export const plainAxisProps = { ...axis, axisLine: false } as const

/** A share between 0 and 1 as "25%", for the ticks of an axis. */
export const formatShareTick = (share: number): string => `${Math.round(share * 100)}%`

/** A label inside a plot. */
export const plotLabel = (value: string, position: 'top' | 'insideTopLeft', fontWeight: 400 | 600 = 400) => ({
  ...TEXT,
  value,
  position,
  fontWeight,
})

/** A vertical line with its label for each mark. */
export const markLines = (marks: readonly TimelineMark[]) =>
  marks.map(({ label, time }) => (
    <ReferenceLine
      key={label}
      x={time}
      stroke="var(--platte-text)"
      strokeDasharray="3 3"
      label={plotLabel(label, 'top', 600)}
    />
  ))
