import { notifications } from '@mantine/notifications'
import type { GroupField } from '#contract/group-settings.ts'
import type { Group } from '#contract/group.ts'
import { groupFieldLabel } from '#src/domain/group-field-label.ts'
import { FRAME, idOfSwitch } from './undo-notifications.ts'
import { UndoSwitch } from './UndoSwitch.tsx'

const LONG_ENOUGH_MS = 30_000

/** Says what is true now, and takes it back. */
export function notifySwitched(group: Group, kept: readonly GroupField[] = []): void {
  const isOn = group.policy_updates_enabled
  const fields = kept.map(groupFieldLabel).join(', ')
  notifications.show({
    ...FRAME,
    id: idOfSwitch(group),
    color: isOn ? 'green' : 'yellow',
    title: isOn ? `${group.name} is resumed` : `${group.name} is paused`,
    message: (
      <>
        {isOn
          ? 'Updates are on: nodes get them at their next check, as fast as the policy lets them.'
          : 'Updates are off: no node gets a new one, and those under way go on.'}
        {fields !== '' && ` Changed by somebody else meanwhile, and kept: ${fields}.`}
        <UndoSwitch group={group} />
      </>
    ),
    autoClose: LONG_ENOUGH_MS,
  })
}

/** For an attempt whose dialog was left before it ended. */
export function notifySwitchUnknown(name: string): void {
  notifications.show({
    ...FRAME,
    color: 'red',
    title: `${name} may not be switched`,
    message: 'You left before the server had answered. Look at the group’s state.',
    autoClose: false,
  })
}
