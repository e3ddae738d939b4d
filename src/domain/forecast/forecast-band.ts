import type { ForecastRange } from './forecast.ts'

/** The least and the most nodes that will be done at a time, in ms. */
export interface BandPoint {
  time: number
  least: number
  most: number
}

/**
 * A forecast's ranges as a band over time, from now until the last known time: the most nodes along the earliest times,
 * the least along the latest ones.
 */
export function forecastBand(
  ranges: readonly ForecastRange[],
  { done, nodes }: { done: number; nodes: number },
  now: number,
): BandPoint[] {
  const corners = (of: 'earliest' | 'latest') => {
    const known = ranges.flatMap((range) => {
      const time = range[of]
      return time === null ? [] : [{ time: Math.max(now, time), value: range.share * nodes }]
    })
    return [{ time: now, value: done }, ...known.toSorted((a, b) => a.time - b.time)]
  }
  const [most, least] = [corners('earliest'), corners('latest')]
  if (most.length === 1) return []
  const times = [...new Set([...most, ...least].map(({ time }) => time))].toSorted((a, b) => a - b)
  return times.map((time) => ({ time, least: valueAt(least, time), most: valueAt(most, time) }))
}

/** Interpolates between the corners; level after the last one. */
function valueAt(corners: readonly { time: number; value: number }[], time: number): number {
  const next = corners.findIndex((corner) => corner.time >= time)
  const [before, after] = [corners[next - 1], corners[next]]
  if (!after) return corners.at(-1)?.value ?? 0
  if (!before || after.time === before.time) return after.value
  return before.value + ((after.value - before.value) * (time - before.time)) / (after.time - before.time)
}
