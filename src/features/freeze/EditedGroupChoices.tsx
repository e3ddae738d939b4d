import { Radio } from '@mantine/core'
import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Radio.layer.css'
import { policyChanges } from '#src/domain/policy/policy-changes.ts'
import { oneOf } from '#src/lib/one-of.ts'
import type { EditedGroup } from './edited-groups.ts'
import styles from './Freeze.module.css'
import { asFrozen } from './freeze-group.ts'
import type { ThawAction } from './thaw-group.ts'

interface EditedGroupChoicesProps {
  group: EditedGroup
  action: ThawAction
  onChoose: (action: ThawAction) => void
}

const ACTIONS = ['leave', 'restore', 'resume'] as const satisfies readonly ThawAction[]

const LABELS: Record<ThawAction, string> = {
  leave: 'Leave it as it is',
  restore: 'Restore it as it was before the freeze',
  resume: 'Resume it, and keep the edits',
}

/** How a group was edited during the freeze, and what the thaw does with it. */
export function EditedGroupChoices({ group, action, onChoose }: EditedGroupChoicesProps) {
  const { entry, now, channels, isBraked } = group
  const actions = now.policy_updates_enabled ? ACTIONS.filter((one) => one !== 'resume') : ACTIONS
  return (
    <fieldset className={styles['changed']}>
      <legend>
        <bdi>{entry.group_name}</bdi> (<bdi>{entry.application_name}</bdi>)
      </legend>
      <ul className={styles['differences']}>
        {policyChanges(asFrozen(entry.before), now, channels).map(({ field, label, before, after }) => (
          <li key={field}>
            {label}: <bdi>{before}</bdi> in the freeze, now <bdi>{after}</bdi>
          </li>
        ))}
        {isBraked && <li>It was resumed meanwhile, and safe mode has stopped it since.</li>}
      </ul>
      <div className={styles['choices']}>
        {actions.map((one) => (
          <Radio
            key={one}
            size="xs"
            name={entry.group_id}
            value={one}
            label={LABELS[one]}
            checked={action === one}
            onChange={(event) => onChoose(oneOf(ACTIONS, event.currentTarget.value) ?? 'leave')}
          />
        ))}
      </div>
    </fieldset>
  )
}
