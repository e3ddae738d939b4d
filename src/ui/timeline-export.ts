import { type TimelineData, type TimelineMeasure, totalOf } from './timeline-data.ts'

/** A timeline as a table, oldest first: times in UTC, and nodes or shares in percent with at most one decimal. */
export function timelineExport({ series, points }: TimelineData, measure: TimelineMeasure) {
  return {
    header: ['Time (UTC)', ...series.map(({ label }) => headerOf(label, measure))],
    rows: points.map((point) => [
      new Date(point.time).toISOString(),
      ...point.values.map((value) => exportedValue(value, totalOf(point), measure)),
    ]),
  }
}

export const headerOf = (label: string, measure: TimelineMeasure): string =>
  measure === 'share' ? `${label} (%)` : label

/** Null for a share of nothing. */
export function exportedValue(value: number, total: number, measure: TimelineMeasure): number | null {
  if (measure === 'count') return value
  return total === 0 ? null : Math.round((value / total) * 1000) / 10
}
