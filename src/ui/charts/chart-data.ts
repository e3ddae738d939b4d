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
}

/** Whether a chart shows counts, or each count as a share of its stack. */
export const CHART_MEASURES = ['count', 'share'] as const
export type ChartMeasure = (typeof CHART_MEASURES)[number]

export const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)
