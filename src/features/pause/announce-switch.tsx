import { changedFields, type GroupSettings, settingsOfGroup } from '#contract/group-settings.ts'
import type { Group } from '#contract/group.ts'
import { refOfGroup } from '#src/api/groups.ts'
import { groupFieldLabel } from '#src/domain/policy/group-field-label.ts'
import { announceWrite } from '#src/writes/announce-write.tsx'
import { groupResource } from '#src/writes/group-resource.ts'
import type { SavedOutcome } from '#src/writes/guarded-write.ts'
import { forgetGroupChange, rememberGroupChange } from '#src/writes/last-group-change.ts'
import type { Undo } from '#src/writes/UndoWriteButton.tsx'
import { restoreFocus } from './restore-focus.ts'
import { switchChange } from './switch-change.ts'

interface SwitchContext {
  /** As the operator saw the group. */
  seen: Group
  /** Why safe mode switches updates off again at once; null where it does not. */
  tripsBecause: string | null
  /** Gets the focus back from the notification. */
  openedBy: Element | null
}

/** Announces whether the group's updates are on or off now, with an undo. */
export function announceSwitch(
  { value: group, opened }: SavedOutcome<Group, GroupSettings>,
  { seen, tripsBecause, openedBy }: SwitchContext,
): void {
  const isOn = group.policy_updates_enabled
  const kept = changedFields(settingsOfGroup(seen), opened).map(groupFieldLabel).join(', ')
  rememberGroupChange(group, { ...settingsOfGroup(group), policy_updates_enabled: !isOn })
  announceWrite(groupResource(refOfGroup(group), group.name), {
    tone: isOn && tripsBecause === null ? 'done' : 'caution',
    title: (
      <>
        <bdi>{group.name}</bdi> is {isOn ? 'resumed' : 'paused'}
      </>
    ),
    message: `${describeSwitch(isOn, tripsBecause)}${kept === '' ? '' : ` Someone else’s changes were kept: ${kept}.`}`,
    undo: undoOfSwitch(group, openedBy),
    // It stays until it is closed: with the keyboard, the undo may be far away.
    onClose: () => {
      if (document.activeElement?.closest('[role="alert"]')) restoreFocus(openedBy)
    },
  })
}

function describeSwitch(isOn: boolean, tripsBecause: string | null): string {
  if (!isOn) return 'Updates are off: no node is granted a new update, and updates in progress continue.'
  if (tripsBecause === null)
    return 'Updates are on: nodes get them at their next check-in, as fast as the policy allows.'
  return `Updates are on, but safe mode switches them off again at the next check-in: ${tripsBecause}. Edit the policy, or wait until those nodes are done.`
}

function undoOfSwitch(group: Group, openedBy: Element | null): Undo<Group, GroupSettings> {
  const isOn = group.policy_updates_enabled
  return {
    label: isOn ? (
      <>
        Undo: pause <bdi>{group.name}</bdi> again
      </>
    ) : (
      <>
        Undo: resume <bdi>{group.name}</bdi>
      </>
    ),
    change: switchChange(group, !isOn, isOn ? 'Undo of a resume' : 'Undo of a pause'),
    describeUndone: (undone) => ({
      title: (
        <>
          Undone: <bdi>{undone.name}</bdi> is {undone.policy_updates_enabled ? 'on' : 'paused'} again
        </>
      ),
      message: undone.policy_updates_enabled
        ? 'Updates are on, as they were before.'
        : 'Updates are off, as they were before. Updates granted since continue.',
    }),
    onEnd: ({ kind }) => {
      if (kind === 'saved') forgetGroupChange(group.id)
      // The button disappears, and would take the focus with it.
      restoreFocus(openedBy)
    },
  }
}
