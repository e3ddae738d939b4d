import { NativeSelect, TextInput } from '@mantine/core'
import { groupFieldLabel } from '#src/domain/policy/group-field-label.ts'
import { besideInput } from './beside-input.tsx'
import { FieldNotes } from './FieldNotes.tsx'
import { INTERVAL_UNITS, type IntervalUnit, withUnit } from './interval-value.ts'
import { notesBelow, policyFieldId, type PolicyFieldProps } from './policy-field.ts'

const UNITS: { value: IntervalUnit; label: string }[] = [
  ...INTERVAL_UNITS.map((unit) => ({ value: unit, label: `${unit}s` })),
  { value: 'written', label: 'written out' },
]

const unitNamed = (name: string) => UNITS.find(({ value }) => value === name)?.value ?? 'written'

/** A length of time: a number and its unit, or what PostgreSQL reads, written out. */
export function IntervalField({
  field,
  about,
  form,
  warnings,
}: PolicyFieldProps<'policy_period_interval' | 'policy_update_timeout'>) {
  const value = form.values[field]
  const isWritten = value.unit === 'written'
  const label = groupFieldLabel(field)
  return (
    <TextInput
      id={policyFieldId(field)}
      label={label}
      inputMode={isWritten ? 'text' : 'numeric'}
      autoComplete="off"
      value={value.text}
      placeholder={isWritten ? '1 hour 30 minutes' : undefined}
      onChange={(event) => form.setFieldValue(field, { ...value, text: event.currentTarget.value })}
      error={form.errors[field]}
      {...notesBelow}
      description={<FieldNotes about={about} warning={warnings[field]} />}
      inputContainer={besideInput(
        <NativeSelect
          aria-label={`${label}: unit`}
          data={UNITS}
          value={value.unit}
          onChange={(event) =>
            form.setFieldValue(field, withUnit(value, unitNamed(event.currentTarget.value)))
          }
        />,
      )}
    />
  )
}
