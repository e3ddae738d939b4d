export interface TimelinePoint {
  /** In milliseconds since 1970. */
  time: number
  /** One for each series, in their order. */
  values: number[]
}

/** What a timeline shows, as a chart and as a table. */
export interface TimelineData {
  series: { key: string; label: string; colour: string }[]
  /** Oldest first. */
  points: TimelinePoint[]
}

export const totalOf = ({ values }: TimelinePoint): number =>
  values.reduce((total, value) => total + value, 0)
