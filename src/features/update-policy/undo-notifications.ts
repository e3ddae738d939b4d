import { notifications } from '@mantine/notifications'
import type { Group } from '#contract/group.ts'
import { policySentence } from '#src/domain/policy-sentence.ts'

export const FRAME = { withBorder: true, closeButtonProps: { 'aria-label': 'Close' } } as const
/** One a group: what was done last to it. */
export const idOfPolicy = ({ id }: Group): string => `policy-${id}`
const LONG_ENOUGH_MS = 12_000

/** In the place of what said that it was saved, if that is still there. */
function replace(
  group: Group,
  { isGood, title, message }: { isGood: boolean; title: string; message: string },
) {
  notifications.hide(idOfPolicy(group))
  notifications.show({
    ...FRAME,
    id: `${idOfPolicy(group)}-undo`,
    color: isGood ? 'gray' : 'red',
    title,
    message,
    autoClose: isGood ? LONG_ENOUGH_MS : false,
  })
}

export const notifyChangeUndone = (group: Group): void =>
  replace(group, {
    isGood: true,
    title: `Undone: the policy of ${group.name} is as it was`,
    message: policySentence(group),
  })

export const notifyChangeNotUndone = (group: Group, message: string): void =>
  replace(group, { isGood: false, title: `Not undone: ${group.name}`, message })
