import { HOUR_MS } from '#contract/time-units.ts'

/** Where the rollout of a group's channel stands. */
export interface ReleaseState {
  policy_updates_enabled: boolean
  policy_office_hours: boolean
  /** Of the nodes seen in the last day; null when there are none. */
  shareOnTarget: number | null
  /** When the package was made that the channel points at. */
  released: Date
}

/** A few nodes always lag behind: those whose updates fail and those that have just gone off. */
const DONE = 0.95

/** So that there are groups to see that are done. */
const BETWEEN_RELEASES = HOUR_MS

/**
 * The group whose channel gets a new release: of those that are done with their last one, the one that has had
 * it for longest. At most once an hour; but when no rollout is under way anywhere, at once: there is always
 * something to watch.
 */
export function nextRelease<State extends ReleaseState>(
  states: readonly State[],
  now: Date,
): State | undefined {
  const byAge = states.toSorted((a, b) => a.released.getTime() - b.released.getTime())
  const latest = byAge.at(-1)?.released.getTime() ?? 0
  const isUnderWay = states.some(
    (state) => state.policy_updates_enabled && !state.policy_office_hours && !isDone(state),
  )
  if (isUnderWay && now.getTime() - latest < BETWEEN_RELEASES) return undefined
  return byAge.find((state) => state.policy_updates_enabled && isDone(state))
}

const isDone = ({ shareOnTarget }: ReleaseState) => shareOnTarget !== null && shareOnTarget >= DONE

/** `4459.2.0` is followed by `4459.2.1`; null where the version doesn't end in a number. */
export function followingVersion(version: string): string | null {
  const [, front, patch] = /^(\d+\.\d+\.)(\d+)$/.exec(version) ?? []
  return front === undefined ? null : `${front}${Number(patch) + 1}`
}
