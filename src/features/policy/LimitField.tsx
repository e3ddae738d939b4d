import { Switch, TextInput } from '@mantine/core'
import { groupFieldLabel } from '#src/domain/policy/group-field-label.ts'
import { besideInput } from './beside-input.tsx'
import { FieldNotes } from './FieldNotes.tsx'
import { notesBelow, policyFieldId, type PolicyFieldProps, switchClasses } from './policy-field.ts'
import styles from './PolicyForm.module.css'

/** How many nodes may update, or that there is no limit. */
export function LimitField({
  field,
  about,
  form,
  warnings,
}: PolicyFieldProps<'policy_max_updates_per_period'>) {
  const { unlimited, nodes } = form.values[field]
  const set = (value: { unlimited: boolean; nodes: string }) => form.setFieldValue(field, value)
  return (
    <TextInput
      id={policyFieldId(field)}
      label={groupFieldLabel(field)}
      inputMode="numeric"
      autoComplete="off"
      value={unlimited ? '' : nodes}
      placeholder={unlimited ? 'no limit' : undefined}
      disabled={unlimited}
      onChange={(event) => set({ unlimited, nodes: event.currentTarget.value })}
      error={form.errors[field]}
      rightSection={!unlimited && <span className={styles['unit']}>nodes</span>}
      rightSectionWidth="3.5rem"
      {...notesBelow}
      description={<FieldNotes about={about} warning={warnings[field]} />}
      inputContainer={besideInput(
        <Switch
          label="Unlimited"
          classNames={switchClasses}
          checked={unlimited}
          onChange={(event) => set({ unlimited: event.currentTarget.checked, nodes })}
        />,
      )}
    />
  )
}
