import type { GroupField } from '#contract/group-settings.ts'
import type { Group } from '#contract/group.ts'
import { groupFieldLabel } from '#src/domain/policy/group-field-label.ts'
import { notify, withdrawNotification } from '#src/ui/notify.ts'
import { giveFocusBack } from './give-focus-back.ts'
import { idOfSwitch } from './undo-notifications.ts'
import { UndoSwitch } from './UndoSwitch.tsx'

interface Switched {
  /** What somebody else had changed meanwhile. */
  kept: readonly GroupField[]
  /** Why safe mode switches updates off again at once, in words; null where it doesn't. */
  again: string | null
  /** Gets the focus back from the notice. */
  openedBy: Element | null
}

/** The area shows few at a time, and one that stays must not keep the next from being seen. */
let shown: string | null = null

/** Says what is true now, and takes it back. */
export function notifySwitched(group: Group, { kept, again, openedBy }: Switched): void {
  const isOn = group.policy_updates_enabled
  const fields = kept.map(groupFieldLabel).join(', ')
  const id = idOfSwitch(group)
  if (shown !== null) withdrawNotification(shown)
  shown = id
  notify({
    id,
    tone: isOn && again === null ? 'done' : 'caution',
    title: isOn ? `${group.name} is resumed` : `${group.name} is paused`,
    message: (
      <>
        {isOn && again !== null
          ? `Updates are on, but safe mode switches them off again at the next check: ${again}. Edit the policy, or wait until those nodes are through.`
          : isOn
            ? 'Updates are on: nodes get them at their next check, as fast as the policy lets them.'
            : 'Updates are off: no node gets a new one, and those under way go on.'}
        {fields !== '' && ` Changed by somebody else meanwhile, and kept: ${fields}.`}
        <UndoSwitch group={group} openedBy={openedBy} />
      </>
    ),
    // Until it is closed: an undo may be far away for who goes there by keyboard.
    autoClose: false,
    onClose: () => {
      if (document.activeElement?.closest('[role="alert"]')) giveFocusBack(openedBy)
    },
  })
}

/** For an attempt whose dialog was left before it ended. */
export function notifySwitchUnknown(name: string): void {
  notify({
    tone: 'failed',
    title: `${name} may not be switched`,
    message: 'You left before the server had answered. Look at the group’s state.',
  })
}
