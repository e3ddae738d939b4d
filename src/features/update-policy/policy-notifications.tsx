import { notifications } from '@mantine/notifications'
import type { Group } from '#contract/group.ts'
import { policySentence } from '#src/domain/policy-sentence.ts'
import { showInPlace } from '#src/ui/show-in-place.ts'
import type { LastChange } from './last-change.ts'
import { FRAME, idOfPolicy } from './undo-notifications.ts'
import { UndoChange } from './UndoChange.tsx'

const LONG_ENOUGH_MS = 30_000

/**
 * Outlives the form, which closes: says what the policy now is.
 * @param change what can be taken back; null where that isn't known to be the operator's own
 */
export function notifyPolicySaved(group: Group, change: LastChange | null): void {
  showInPlace({
    ...FRAME,
    id: idOfPolicy(group),
    color: 'green',
    title: `Policy of ${group.name} saved`,
    message: (
      <>
        {policySentence(group)}
        {change && <UndoChange change={change} />}
      </>
    ),
    autoClose: LONG_ENOUGH_MS,
  })
}

/** For an attempt whose form was left before it ended. */
export function notifyPolicyNotSaved(name: string): void {
  notifications.show({
    ...FRAME,
    color: 'red',
    title: `Policy of ${name} not saved`,
    message: 'You left the form before the server had answered. Open it again to see what there is.',
    autoClose: false,
  })
}
