import { type GroupSettings, settingsOfGroup } from '#contract/group-settings.ts'
import type { Group } from '#contract/group.ts'
import type { GuardedChange } from '#src/writes/guarded-write.ts'

/**
 * Switches updates on or off and nothing else. A pause keeps whatever else was changed meanwhile; a resume asks the
 * operator again, since other nodes may start than the dialog said.
 * @param group as the operator saw it
 * @param wanted whether updates are to be on
 */
export function switchChange(group: Group, wanted: boolean, reason: string): GuardedChange<GroupSettings> {
  const switched = (settings: GroupSettings) => ({ ...settings, policy_updates_enabled: wanted })
  const opened = settingsOfGroup(group)
  return {
    opened,
    mine: switched(opened),
    reason,
    rebase: (theirs) => (wanted || !theirs.policy_updates_enabled ? undefined : switched(theirs)),
  }
}
