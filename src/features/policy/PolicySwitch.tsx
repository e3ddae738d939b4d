import { Switch } from '@mantine/core'
import '@mantine/core/styles/InlineInput.layer.css'
import '@mantine/core/styles/Switch.layer.css'
import { groupFieldLabel } from '#src/domain/policy/group-field-label.ts'
import { FieldNotes } from './FieldNotes.tsx'
import { policyFieldId, type PolicyFieldProps, switchClasses } from './policy-field.ts'
import styles from './PolicyForm.module.css'

type SwitchField = 'policy_updates_enabled' | 'policy_safe_mode' | 'policy_office_hours'

/** A setting that is on or off. */
export function PolicySwitch({ field, about, form, warnings }: PolicyFieldProps<SwitchField>) {
  // Mantine would put the notes inside the label, and so into the switch's name.
  const notesId = `${policyFieldId(field)}-notes`
  return (
    <div>
      <Switch
        id={policyFieldId(field)}
        label={groupFieldLabel(field)}
        aria-describedby={notesId}
        classNames={switchClasses}
        {...form.getInputProps(field, { type: 'checkbox' })}
      />
      <p id={notesId} className={styles['notes']}>
        <FieldNotes about={about} warning={warnings[field]} />
      </p>
    </div>
  )
}
