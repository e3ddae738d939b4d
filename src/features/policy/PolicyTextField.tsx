import { TextInput } from '@mantine/core'
import { groupFieldLabel } from '#src/domain/policy/group-field-label.ts'
import { FieldNotes } from './FieldNotes.tsx'
import { notesBelow, policyFieldId, type PolicyFieldProps } from './policy-field.ts'

/** A setting of one line of text. */
export function PolicyTextField({
  field,
  about,
  form,
  warnings,
}: PolicyFieldProps<'name' | 'description' | 'track'>) {
  return (
    <TextInput
      id={policyFieldId(field)}
      label={groupFieldLabel(field)}
      {...notesBelow}
      description={<FieldNotes about={about} warning={warnings[field]} />}
      autoComplete="off"
      {...form.getInputProps(field)}
    />
  )
}
