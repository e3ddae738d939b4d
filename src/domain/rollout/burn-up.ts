import type { VersionTimeline } from '#contract/group-statistics.ts'
import { type Duration, DURATION_MS, DURATIONS } from '#contract/duration.ts'
import { compareVersions } from '#contract/version-order.ts'

export interface BurnUpPoint {
  /** In ms. */
  time: number
  /** Nodes at the target or newer. */
  done: number
  /** All nodes that the server counts at this point. */
  nodes: number
}

/**
 * How many of a group's nodes ran the target or newer over time, oldest first. A Nebraska counts a node that
 * completed an update in the window only from that update on (docs/protocol.md, “Counts”), so there `nodes` grows during a
 * rollout and does not measure how many nodes there were.
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

/** The shortest time window of the server that includes the start; a week where the start is unknown. */
export function burnUpWindow(startedTs: string | null, now: number): Duration {
  if (startedTs === null) return '7d'
  const age = now - Date.parse(startedTs)
  return DURATIONS.find((duration) => DURATION_MS[duration].window >= age) ?? '30d'
}

/** The points of a rollout: from the last one before its start. All of them where the start is not known. */
export function pointsSince(
  points: readonly BurnUpPoint[],
  startedTs: string | null,
): readonly BurnUpPoint[] {
  if (startedTs === null) return points
  const started = Date.parse(startedTs)
  const first = points.findLastIndex(({ time }) => time <= started)
  return first === -1 ? points : points.slice(first)
}

/**
 * When so many nodes were done, in ms, between two points as if nodes were done evenly; null where it was before the
 * first point or has not been yet.
 */
export function reachedAt(points: readonly BurnUpPoint[], goal: number): number | null {
  const index = points.findIndex(({ done }) => done >= goal)
  const [before, after] = [points[index - 1], points[index]]
  if (!before || !after) return null
  return before.time + ((after.time - before.time) * (goal - before.done)) / (after.done - before.done)
}
