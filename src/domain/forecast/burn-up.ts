import type { VersionTimeline } from '#contract/group-statistics.ts'
import { type Duration, DURATION_MS, DURATIONS } from '#contract/duration.ts'
import { compareVersions } from '#contract/version-order.ts'

export interface BurnUpPoint {
  /** In ms. */
  time: number
  /** Nodes at the target or newer. */
  done: number
  /** All that the server counts at that point. */
  nodes: number
}

/**
 * How many of a group's nodes ran the target or newer over time, oldest first. The server counts a node that completed
 * an update in the window only from that update on (docs/protocol.md, “Counts”), so `nodes` grows during a rollout and
 * does not measure how many nodes there were.
 */
export function burnUp(wire: VersionTimeline, target: string): BurnUpPoint[] {
  const reached = new Map<string, boolean>()
  const isReached = (version: string) => {
    const known = reached.get(version) ?? compareVersions(version, target) >= 0
    reached.set(version, known)
    return known
  }
  return Object.entries(wire)
    .map(([time, versions]) => {
      const counts = Object.entries(versions)
      const sum = (of: typeof counts) => of.reduce((all, [, nodes]) => all + nodes, 0)
      return {
        time: Date.parse(time),
        done: sum(counts.filter(([version]) => isReached(version))),
        nodes: sum(counts),
      }
    })
    .toSorted((a, b) => a.time - b.time)
}

/** The shortest window that a server takes and that holds the start; a week where that isn't known. */
export function burnUpWindow(startedTs: string | null, now: number): Duration {
  if (startedTs === null) return '7d'
  const age = now - Date.parse(startedTs)
  return DURATIONS.find((duration) => DURATION_MS[duration].window >= age) ?? '30d'
}

/** Between how many nodes will be done at a time to come. */
export interface BandPoint {
  time: number
  least: number
  most: number
}

interface ForecastShareRange {
  /** 0 to 1. */
  share: number
  /** In ms; null for perhaps never. */
  earliest: number | null
  latest: number | null
}

/**
 * A forecast's ranges as a band over time, from now until the last of them that is known: the most nodes on the way
 * through the earliest times, the fewest through the latest ones.
 */
export function forecastBand(
  ranges: readonly ForecastShareRange[],
  { done, nodes }: Pick<BurnUpPoint, 'done' | 'nodes'>,
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

/** Along straight lines from corner to corner, and level after the last. */
function valueAt(corners: readonly { time: number; value: number }[], time: number): number {
  const next = corners.findIndex((corner) => corner.time >= time)
  const [before, after] = [corners[next - 1], corners[next]]
  if (!after) return corners.at(-1)?.value ?? 0
  if (!before || after.time === before.time) return after.value
  return before.value + ((after.value - before.value) * (time - before.time)) / (after.time - before.time)
}
