import type { Group } from '#contract/group.ts'
import { notify } from '#src/ui/notify.ts'

/** One a group: what was done last to it. */
export const idOfSwitch = ({ id }: Group): string => `switch-${id}`

export const notifyUndone = (group: Group): void =>
  notify({
    id: idOfSwitch(group),
    tone: 'undone',
    title: `Undone: ${group.name} is ${group.policy_updates_enabled ? 'on' : 'paused'} again`,
    message: group.policy_updates_enabled
      ? 'Updates are on, as they were before.'
      : 'Updates are off, as they were before. What was granted meanwhile goes on.',
  })

export const notifyNotUndone = (group: Group, message: string): void =>
  notify({ id: idOfSwitch(group), tone: 'failed', title: `Not undone: ${group.name}`, message })
