import { Radio } from '@mantine/core'
import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Radio.layer.css'
import { oneOf } from '#src/lib/one-of.ts'
import { policyChanges } from '#src/domain/policy/policy-changes.ts'
import type { ChangedEntry } from './changed-groups.ts'
import styles from './Freeze.module.css'
import { asFrozen } from './freeze-group.ts'
import type { ThawChoice } from './thaw-group.ts'

interface ChangedGroupProps {
  changed: ChangedEntry
  choice: ThawChoice
  onChoose: (choice: ThawChoice) => void
}

const CHOICES = ['leave', 'restore', 'resume'] as const satisfies readonly ThawChoice[]

/** What differs in a group that was changed by hand, and what shall become of it. */
export function ChangedGroup({ changed, choice, onChoose }: ChangedGroupProps) {
  const { entry, now, channels, isBraked } = changed
  const words: Record<ThawChoice, string> = {
    leave: 'Leave it as it is',
    restore: 'Restore it as it was before the freeze',
    resume: 'Resume it, and keep the edits',
  }
  const shown = now.policy_updates_enabled ? CHOICES.filter((one) => one !== 'resume') : CHOICES
  return (
    <fieldset className={styles['changed']}>
      <legend>
        {entry.group_name} ({entry.application_name})
      </legend>
      <ul className={styles['differences']}>
        {policyChanges(asFrozen(entry.before), now, channels).map(({ field, label, before, after }) => (
          <li key={field}>
            {label}: {before} in the freeze, now {after}
          </li>
        ))}
        {isBraked && <li>It was resumed meanwhile, and safe mode has stopped it since.</li>}
      </ul>
      <div className={styles['choices']}>
        {shown.map((one) => (
          <Radio
            key={one}
            size="xs"
            name={entry.group_id}
            value={one}
            label={words[one]}
            checked={choice === one}
            onChange={(event) => onChoose(oneOf(CHOICES, event.currentTarget.value) ?? 'leave')}
          />
        ))}
      </div>
    </fieldset>
  )
}
