export interface TimelinePoint {
  /** In milliseconds since 1970. */
  time: number
  /** One for each series, in their order. */
  values: number[]
}

export interface TimelineSeries {
  key: string
  label: string
  colour: string
}

/** What a timeline shows, as a chart and as a table. */
export interface TimelineData {
  series: TimelineSeries[]
  /** Oldest first. */
  points: TimelinePoint[]
}

/** A time that something happened at; what it was stands beside the chart, under the same label. */
export interface TimelineMark {
  /** A number or a letter. */
  label: string
  /** In milliseconds since 1970. */
  time: number
}

/** Counts, or each as a part of all at the same time. */
export type TimelineMeasure = 'count' | 'share'

export const totalOf = ({ values }: TimelinePoint): number =>
  values.reduce((total, value) => total + value, 0)
