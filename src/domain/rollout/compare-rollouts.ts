import type { VersionTimeline } from '#contract/group-statistics.ts'
import { burnUp } from './burn-up.ts'
import { DONE_SHARE } from './done-share.ts'
import type { GroupEvent } from './group-events.ts'

/** How far a rollout was, from its start on. */
export interface RolloutCurve {
  version: string
  /** In ms. */
  startedAt: number
  /** Oldest first: ms since the start, and the share of nodes at the version or newer, from 0 to 1. */
  points: readonly { elapsed: number; share: number }[]
}

/**
 * The rollouts that a timeline shows, the newest first: from the start of each until almost all
 * nodes are done, or the next starts.
 * @param events of the group; only starts of rollouts count
 */
export function rolloutCurves(wire: VersionTimeline, events: readonly GroupEvent[]): RolloutCurve[] {
  const starts = events
    .filter(({ kind }) => kind === 'rollout-started')
    .toSorted((a, b) => a.time - b.time)
    .filter(({ version }, place, all) => all.findIndex((one) => one.version === version) === place)
  const curves = starts.map(({ version, time }, place): RolloutCurve => {
    const until = starts[place + 1]?.time ?? Infinity
    const points = burnUp(wire, version)
      .filter((point) => point.time >= time && point.time < until && point.nodes > 0)
      .map(({ time: at, done, nodes }) => ({ elapsed: at - time, share: done / nodes }))
    const end = points.findIndex(({ share }) => share >= DONE_SHARE)
    const shown = end === -1 ? points : points.slice(0, end + 1)
    return { version, startedAt: time, points: [{ elapsed: 0, share: 0 }, ...shown] }
  })
  return curves.filter(({ points }) => points.length > 1).toReversed()
}

/** How many earlier rollouts one is compared with. */
export const MAX_EARLIER = 3

/**
 * The rollouts to lay over each other: one, and another that was chosen or the three before it.
 * @param curves the newest first
 * @param chosen versions; the latest, and the ones before it, where they are not among the curves
 */
export function comparedCurves(
  curves: readonly RolloutCurve[],
  chosen: { version: string; other: string },
): RolloutCurve[] {
  const place = Math.max(
    0,
    curves.findIndex(({ version }) => version === chosen.version),
  )
  const other = curves.find(({ version }, index) => version === chosen.other && index !== place)
  return other ? [...curves.slice(place, place + 1), other] : curves.slice(place, place + 1 + MAX_EARLIER)
}

/** The share at a time after the start, as if nodes were done evenly between two points; the last one after the end. */
export function shareAt({ points }: Pick<RolloutCurve, 'points'>, elapsed: number): number {
  const index = points.findIndex((point) => point.elapsed >= elapsed)
  if (index === -1) return points.at(-1)?.share ?? 0
  const [before, after] = [points[index - 1], points[index]]
  if (!after) return 0
  if (!before || after.elapsed === before.elapsed) return after.share
  const part = (elapsed - before.elapsed) / (after.elapsed - before.elapsed)
  return before.share + part * (after.share - before.share)
}
