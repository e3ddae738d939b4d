import type { GroupSettings } from '#contract/group-settings.ts'
import type { PlatteStatus } from '#contract/platte-status.ts'

/** Who may have switched a group's updates off. */
export type SwitchedOffBy =
  /** An operator, or nobody: updates are on. */
  | 'an operator'
  /** Safe mode, since the last change that an operator is known to have made left them on. */
  | 'safe mode'
  /** The server does not report it, and no change of an operator is known. */
  | 'unknown'

/**
 * A Nebraska reports only whether updates are on, which they are not while an operator or its own safe mode has switched
 * them off. It takes what a `PUT` says as the operator's.
 * @param brakes null where the server does not report safe mode's brakes
 * @param lastSetOn as an operator last left updates, as far as known; null where that is not known
 */
export function switchedOffBy(
  {
    policy_updates_enabled,
    policy_safe_mode,
  }: Pick<GroupSettings, 'policy_updates_enabled' | 'policy_safe_mode'>,
  brakes: PlatteStatus['safe_mode_brakes'],
  lastSetOn: boolean | null,
): SwitchedOffBy {
  // A server that reports its brakes keeps them apart from what operators set.
  if (policy_updates_enabled || !policy_safe_mode || brakes) return 'an operator'
  if (lastSetOn === null) return 'unknown'
  return lastSetOn ? 'safe mode' : 'an operator'
}
