import type { Group } from '#contract/group.ts'
import { policySentence } from '#src/domain/policy/policy-sentence.ts'
import { LONG_ENOUGH_TO_UNDO_MS, notify } from '#src/ui/notify.ts'
import type { LastChange } from './last-change.ts'
import { idOfPolicy } from './undo-notifications.ts'
import { UndoChange } from './UndoChange.tsx'

/**
 * Outlives the form, which closes: says what the policy now is.
 * @param change what can be taken back; null where that isn't known to be the operator's own
 */
export function notifyPolicySaved(group: Group, change: LastChange | null): void {
  notify({
    id: idOfPolicy(group),
    tone: 'done',
    title: `Policy of ${group.name} saved`,
    message: (
      <>
        {policySentence(group)}
        {change && <UndoChange change={change} />}
      </>
    ),
    autoClose: LONG_ENOUGH_TO_UNDO_MS,
  })
}

/** For an attempt whose form was left before it ended. */
export function notifyPolicyNotSaved(name: string): void {
  notify({
    tone: 'failed',
    title: `Policy of ${name} not saved`,
    message: 'You left the form before the server had answered. Open it again to see what there is.',
  })
}
