import { sum } from '#src/lib/sum.ts'
import type { TimelineData } from './chart-data.ts'

export interface StackedPath {
  key: string
  colour: string
  /** Of an SVG path in a square of 1 by 1, from the oldest point at the left to the newest at the right. */
  path: string
}

/** A timeline as stacked areas, the first series at the bottom and the highest stack as high as the square. */
export function stackedPaths({ series, points }: TimelineData): StackedPath[] {
  const highest = Math.max(...points.map(({ values }) => sum(values)))
  if (points.length < 2 || !(highest > 0)) return []
  const from = points.at(0)?.time ?? 0
  const span = (points.at(-1)?.time ?? 0) - from
  const corner = (time: number, sum: number) =>
    `${rounded((time - from) / span)} ${rounded(1 - sum / highest)}`
  // The upper edge of so many series.
  const edge = (count: number) => points.map(({ time, values }) => corner(time, sum(values.slice(0, count))))
  return series.map(({ key, colour }, index) => ({
    key,
    colour,
    path: `M${edge(index + 1).join('L')}L${edge(index).toReversed().join('L')}Z`,
  }))
}

const rounded = (part: number) => Number(part.toFixed(4))
