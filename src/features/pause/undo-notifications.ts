import { notifications } from '@mantine/notifications'
import type { Group } from '#contract/group.ts'

export const FRAME = { withBorder: true, closeButtonProps: { 'aria-label': 'Close' } } as const
/** One a group: what was done last to it. */
export const idOfSwitch = ({ id }: Group): string => `switch-${id}`
const LONG_ENOUGH_MS = 12_000

export function notifyUndone(group: Group): void {
  notifications.update({
    ...FRAME,
    id: idOfSwitch(group),
    color: 'gray',
    title: `Undone: ${group.name} is ${group.policy_updates_enabled ? 'on' : 'paused'} again`,
    message: group.policy_updates_enabled
      ? 'Updates are on, as they were before.'
      : 'Updates are off, as they were before. What was granted meanwhile goes on.',
    autoClose: LONG_ENOUGH_MS,
  })
}

export function notifyNotUndone(group: Group, why: string): void {
  notifications.update({
    ...FRAME,
    id: idOfSwitch(group),
    color: 'red',
    title: `Not undone: ${group.name}`,
    message: why,
    autoClose: false,
  })
}
