import { changedFields, type GroupField, type GroupSettings } from '#contract/group-settings.ts'
import type { GroupEvent, SaveOutcome } from '#src/api/save-group.ts'

export interface UpdatesSwitch {
  /** The group as the operator saw it. */
  opened: GroupSettings
  /** Whether updates shall be on. */
  wanted: boolean
  reason: string
}

export type SwitchOutcome =
  | Exclude<SaveOutcome, { kind: 'changed-meanwhile' }>
  /** Switched; what somebody else changed in between was kept. */
  | { kind: 'saved-beside'; group: Extract<SaveOutcome, { kind: 'saved' }>['group']; kept: GroupField[] }
  /** Somebody else has switched it so already: nothing was written. */
  | { kind: 'already'; theirs: GroupSettings }
  /** Other fields are no longer as the operator saw them, and a resume would put them to work. */
  | { kind: 'look-again'; theirs: GroupSettings; changed: GroupField[] }

const switched = (settings: GroupSettings, wanted: boolean): GroupSettings => ({
  ...settings,
  policy_updates_enabled: wanted,
})

/**
 * Switches updates off or on and nothing else. Whatever else was changed meanwhile stays: a pause goes on with it, a
 * resume is asked for once more, since other nodes may start than the operator was told.
 * @param save one attempt; null when one is under way already
 */
export async function switchUpdates(
  { opened, wanted, reason }: UpdatesSwitch,
  save: (change: GroupEvent) => Promise<SaveOutcome | null>,
): Promise<SwitchOutcome | null> {
  const attempt = (from: GroupSettings) => save({ opened: from, mine: switched(from, wanted), reason })
  const first = await attempt(opened)
  if (first?.kind !== 'changed-meanwhile') return first
  const { theirs } = first
  const changed = changedFields(opened, theirs)
  if (theirs.policy_updates_enabled === wanted) return { kind: 'already', theirs }
  if (wanted) return { kind: 'look-again', theirs, changed }
  const second = await attempt(theirs)
  if (second?.kind === 'saved') return { kind: 'saved-beside', group: second.group, kept: changed }
  return second?.kind === 'changed-meanwhile'
    ? { kind: 'look-again', theirs: second.theirs, changed: changedFields(opened, second.theirs) }
    : second
}
