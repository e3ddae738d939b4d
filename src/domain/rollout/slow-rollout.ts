import { HOUR_MS } from '#contract/time-units.ts'
import { formatShare } from '#src/lib/format-number.ts'
import { formatRoughDuration } from '#src/lib/format-time.ts'
import { nameList } from '#src/lib/name-list.ts'
import { MAX_EARLIER, type RolloutCurve, shareAt } from './compare-rollouts.ts'
import { DONE_SHARE } from './done-share.ts'

interface VersionShare {
  version: string
  /** Of the nodes at the version or newer, from 0 to 1. */
  share: number
}

/** A running rollout that is behind each of its group's last three at the same time after the start. */
export interface SlowRollout extends VersionShare {
  /** Since its start, in ms. */
  elapsed: number
  /** The last three, at that time after their starts; the newest first. */
  earlier: VersionShare[]
}

/** The points of a chart of 30 days are so far apart: a younger rollout has nothing to be compared yet. */
const MIN_AGE_MS = 6 * HOUR_MS

/** Whether a rollout has lasted long enough to be compared with earlier ones. @param now in ms */
export const isComparable = (startedTs: string | null, now: number): boolean =>
  startedTs !== null && now - Date.parse(startedTs) >= MIN_AGE_MS

/** Smaller differences are not worth a word. */
const MIN_LAG = 0.05

/**
 * @param curves of the group's rollouts, the newest first
 * @param target what its channel rolls out now, if anything
 * @returns null where the rollout of the target is not slower, has not begun, or has fewer than three before it
 */
export function slowRollout(curves: readonly RolloutCurve[], target: string | null): SlowRollout | null {
  const [latest, ...before] = curves
  const now = latest?.points.at(-1)
  if (!latest || !now || latest.version !== target || before.length < MAX_EARLIER) return null
  const earlier = before
    .slice(0, MAX_EARLIER)
    .map((curve) => ({ version: curve.version, share: shareAt(curve, now.elapsed) }))
  return earlier.every(({ share }) => now.share < share - MIN_LAG)
    ? { version: latest.version, share: now.share, elapsed: now.elapsed, earlier }
    : null
}

/** "The rollout of 2.0.0 is slower than each of the group’s last three: 20% of the nodes are done after 5 h. After …". */
export function describeSlowRollout({ version, share, elapsed, earlier }: SlowRollout): string {
  const others = earlier.map((one) => `${one.version} had ${formatReachedShare(one.share)}`)
  return `The rollout of ${version} is slower than each of the group’s last three: ${formatShare(share, 1)} of the nodes are done after ${formatRoughDuration(elapsed)}. After that time, ${nameList(others)}.`
}

/** A curve ends where almost all nodes are done. */
const formatReachedShare = (share: number) =>
  share >= DONE_SHARE ? `${formatShare(DONE_SHARE, 1)} or more` : formatShare(share, 1)
