import { shownTimeZone } from '#src/lib/shown-time-zone.ts'
import { sum } from '#src/lib/sum.ts'
import { zonedTimestamp } from '#src/lib/zoned-time.ts'
import type { ChartMeasure, ChartSeries, TimelineData } from './chart-data.ts'

/** A chart's numbers, as they are exported: counts, or shares in percent with at most one decimal. */
export interface ChartTable {
  header: string[]
  rows: (string | number | null)[][]
}

/** One row for each point, oldest first, with its time in the shown time zone. */
export const timelineTable = ({ series, points }: TimelineData, measure: ChartMeasure): ChartTable =>
  stackTable(
    `Time (${shownTimeZone()})`,
    series,
    points.map(({ time, values }) => ({ name: zonedTimestamp(time), values })),
    measure,
  )

/** One row for each stack. @param firstColumn the header of the stacks' names */
export function stackTable(
  firstColumn: string,
  series: readonly ChartSeries[],
  stacks: readonly { name: string; values: readonly number[] }[],
  measure: ChartMeasure,
): ChartTable {
  return {
    header: [firstColumn, ...series.map(({ label }) => (measure === 'share' ? `${label} (%)` : label))],
    rows: stacks.map(({ name, values }) => {
      const total = sum(values)
      return [name, ...values.map((value) => (measure === 'count' ? value : percent(value, total)))]
    }),
  }
}

/** Null for a share of nothing. */
const percent = (value: number, total: number): number | null =>
  total === 0 ? null : Math.round((value / total) * 1000) / 10
