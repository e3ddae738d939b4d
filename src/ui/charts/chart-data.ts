import { shorten } from '#src/lib/shorten.ts'
import { sum } from '#src/lib/sum.ts'
/** A part of a stack, which has the same colour all over the chart. */
export interface ChartSeries {
  key: string
  label: string
  /** Any CSS colour. */
  colour: string
}

export interface TimelinePoint {
  /** In ms since 1970. */
  time: number
  /** One for each series, in their order. */
  values: number[]
}

export interface TimelineData {
  series: ChartSeries[]
  /** Oldest first. */
  points: TimelinePoint[]
}

/** A vertical line at an event, which is described beside the chart under the same label. */
export interface TimelineMark {
  /** A number or a letter. */
  label: string
  /** In ms since 1970. */
  time: number
  /** Of each of its events. */
  links?: readonly MarkLink[]
}

/** Where the cause of an event is, and what happened in words. */
export interface MarkLink {
  to: string
  words: string
}

/** A part of the time axis that is shaded. Both in ms. */
export interface TimeSpan {
  from: number
  to: number
}

/** Whether a chart shows counts, or each count as a share of its stack. */
export const CHART_MEASURES = ['count', 'share'] as const
export type ChartMeasure = (typeof CHART_MEASURES)[number]

/** The key of the series that holds what has no series of its own. */
export const OTHERS_KEY = 'other'

/** The name of a band, at its middle on the value axis. */
export interface BandLabel {
  key: string
  text: string
  middle: number
}

const MAX_NAME_LENGTH = 16

/** A line of text needs this much height. */
const LINE_PX = 15

/**
 * The names that fit into the last stack of a chart of areas.
 * @param plotHeight in pixels, for the highest stack
 */
export function bandLabels(
  { series, points }: TimelineData,
  measure: ChartMeasure,
  plotHeight: number,
): BandLabel[] {
  const last = points.at(-1)?.values ?? []
  const scale = measure === 'share' ? sum(last) : 1
  const highest = measure === 'share' ? 1 : Math.max(...points.map(({ values }) => sum(values)))
  if (!(scale > 0) || !(highest > 0)) return []
  return series.flatMap(({ key, label }, index) => {
    const height = (last[index] ?? 0) / scale
    const middle = sum(last.slice(0, index)) / scale + height / 2
    return (height / highest) * plotHeight >= LINE_PX
      ? [{ key, text: shorten(label, MAX_NAME_LENGTH), middle }]
      : []
  })
}
