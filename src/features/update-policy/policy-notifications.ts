import { notifications } from '@mantine/notifications'
import type { Group } from '#contract/group.ts'
import { policySentence } from '#src/domain/policy-sentence.ts'

/** Outlives the form, which closes: says what the policy now is. */
export function notifyPolicySaved(group: Group): void {
  notifications.show({
    id: `policy-${group.id}`,
    color: 'green',
    title: `Policy of ${group.name} saved`,
    message: policySentence(group),
    autoClose: 12_000,
    withBorder: true,
    closeButtonProps: { 'aria-label': 'Close' },
  })
}

/** For an attempt whose form was left before it ended. */
export function notifyPolicyNotSaved(name: string): void {
  notifications.show({
    color: 'red',
    title: `Policy of ${name} not saved`,
    message: 'You left the form before the server had answered. Open it again to see what there is.',
    autoClose: false,
    withBorder: true,
    closeButtonProps: { 'aria-label': 'Close' },
  })
}
