import { HOUR_MS } from '#contract/time-units.ts'

/** The rollout of a group's channel. */
export interface ReleaseState {
  /** The others get their releases by promotion, which is left to whoever watches the demo. */
  isFirstStage: boolean
  policy_updates_enabled: boolean
  policy_office_hours: boolean
  /** Of the nodes seen in the last 24 hours; null when there are none. */
  shareOnTarget: number | null
  /** When the channel's package was created. */
  released: Date
}

/** A few nodes always lag behind: their update failed or they are off. */
const DONE_SHARE = 0.95

/** Leaves some groups with a completed rollout to look at. */
const MIN_RELEASE_INTERVAL_MS = HOUR_MS

/**
 * The group whose channel gets a new release: of the first stages that completed their rollout, the one with the oldest
 * release. At most once an hour while any rollout is in progress; at once when none is, so that there is always
 * something to watch.
 */
export function nextRelease<State extends ReleaseState>(
  states: readonly State[],
  now: Date,
): State | undefined {
  const byAge = states.toSorted((a, b) => a.released.getTime() - b.released.getTime())
  const latest = byAge.at(-1)?.released.getTime() ?? 0
  const isAnyRollingOut = states.some(
    (state) => state.policy_updates_enabled && !state.policy_office_hours && !isDone(state),
  )
  if (isAnyRollingOut && now.getTime() - latest < MIN_RELEASE_INTERVAL_MS) return undefined
  return byAge.find((state) => state.isFirstStage && state.policy_updates_enabled && isDone(state))
}

const isDone = ({ shareOnTarget }: ReleaseState) => shareOnTarget !== null && shareOnTarget >= DONE_SHARE

/** `4459.2.1` for `4459.2.0`; null for a version that isn't three numbers. */
export function nextPatchVersion(version: string): string | null {
  const [, front, patch] = /^(\d+\.\d+\.)(\d+)$/.exec(version) ?? []
  return front === undefined ? null : `${front}${Number(patch) + 1}`
}
