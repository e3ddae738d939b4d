import { ReferenceArea, ReferenceDot, ReferenceLine } from 'recharts'
import { distinctTicks } from '#src/lib/time-ticks.ts'
import { MarkLabel } from './MarkLabel.tsx'
import { type BandLabel, OTHERS_KEY, type TimelineMark, type TimeSpan } from './chart-data.ts'

const axis = {
  stroke: 'var(--platte-border)',
  tick: { fill: 'var(--platte-dimmed)', fontSize: 12 },
  tickLine: false,
} as const

const TEXT = { fill: 'var(--platte-text)', fontSize: 12 } as const

export const MAX_TICKS = 9

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
    ticks: distinctTicks(ticks, formatTick),
    interval: 'equidistantPreserveStart',
    tickFormatter: formatTick,
    minTickGap: 12,
  }) as const

/** Props of an axis with counts or shares. */
export const valueAxisProps = axis

/** Props of an axis without a line of its own. */
export const plainAxisProps = { ...axis, axisLine: false } as const

/**
 * Names a plot, and lets the arrow keys move its tooltip, which screen readers announce.
 * @param label of its figure
 * @param parts what the tooltip moves over: "points"
 */
export const keyboardProps = (label: string, parts: 'points' | 'bars') =>
  ({
    accessibilityLayer: true,
    role: 'application',
    'aria-label': `${label}. The left and right arrow keys read its ${parts}.`,
  }) as const

/** A share between 0 and 1 as "25%", for the ticks of an axis. */
export const formatShareTick = (share: number): string => `${Math.round(share * 100)}%`

/** A label inside a plot. */
export const plotLabel = (value: string, position: 'top' | 'insideTopLeft') => ({ ...TEXT, value, position })

/** A vertical line with its label for each mark. */
export const markLines = (marks: readonly TimelineMark[]) =>
  marks.map((mark) => (
    <ReferenceLine
      key={mark.label}
      x={mark.time}
      stroke="var(--platte-text)"
      strokeDasharray="3 3"
      label={<MarkLabel mark={mark} />}
    />
  ))

/** Spans in front of the series, which show through. */
export const shadedSpans = (spans: readonly TimeSpan[]) =>
  spans.map(({ from, to }) => (
    <ReferenceArea
      key={from}
      x1={from}
      x2={to}
      fill="var(--platte-page)"
      fillOpacity={0.35}
      ifOverflow="hidden"
    />
  ))

/** The name of each band at its end, in the margin of the plot. */
export const bandNames = (labels: readonly BandLabel[], time: number) =>
  labels.map(({ key, text, middle }) => (
    <ReferenceDot key={key} x={time} y={middle} r={0} label={{ ...TEXT, value: text, position: 'right' }} />
  ))

/** About as wide as a letter of a label, in pixels. */
const LETTER_PX = 7

/** The margin that the names of bands need, in pixels. */
export const bandMargin = (labels: readonly BandLabel[]): number =>
  Math.max(12, ...labels.map(({ text }) => 10 + text.length * LETTER_PX))

/** The fill of what is too small to have a colour of its own. */
export const hatching = (id: string, colour: string) => (
  <defs>
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="6" height="6" fill="var(--platte-panel)" />
      <rect width="3" height="6" fill={colour} />
    </pattern>
  </defs>
)

/** A series' colour, or the hatching of the others. */
export const fillOf = ({ key, colour }: { key: string; colour: string }, hatchId: string): string =>
  key === OTHERS_KEY ? `url(#${hatchId})` : colour
