import type { FormErrors, UseFormReturnType } from '@mantine/form'
import { GROUP_FIELDS, type GroupField } from '#contract/group-settings.ts'
import { groupFieldLabel } from '#src/domain/policy/group-field-label.ts'
import { fieldId } from '#src/ui/field-id.ts'
import type { InvalidField } from '#src/ui/FormProblemSummary.tsx'
import { ToneIcon } from '#src/ui/ToneIcon.tsx'
import type { PolicyFormValues } from './policy-form-values.ts'
import type { FieldWarnings } from './policy-form-warnings.ts'
import styles from './PolicyForm.module.css'

export type PolicyForm = UseFormReturnType<PolicyFormValues>

/** Props of every input of the form. */
export interface PolicyInputProps<Field extends GroupField = GroupField> {
  field: Field
  /** What the setting does. */
  about: string
  form: PolicyForm
  warnings: FieldWarnings
}

/** The invalid fields, in the order of the form. */
export const invalidPolicyFields = (errors: FormErrors): InvalidField[] =>
  GROUP_FIELDS.flatMap((field) => {
    const message = errors[field]
    if (typeof message !== 'string') return []
    return { id: fieldId(field), label: groupFieldLabel(field), message }
  })

const parts: ('label' | 'input' | 'error' | 'description')[] = ['label', 'input', 'error', 'description']

/** What all inputs but switches share. The notes stand below the input, which so keeps its place as they change. */
export const inputProps = ({ field, about, form, warnings }: PolicyInputProps) => ({
  id: fieldId(field),
  label: groupFieldLabel(field),
  error: form.errors[field],
  description: <FieldNotes about={about} warning={warnings[field]} />,
  inputWrapperOrder: parts,
  classNames: { error: styles['error'] ?? '' },
})

export const switchClasses = { input: styles['toggle'] ?? '', track: styles['track'] ?? '' }

/** What a setting does, and a warning about its present value. */
export function FieldNotes({ about, warning }: { about: string; warning: string | undefined }) {
  return (
    <>
      {about}
      {warning && (
        <span className={styles['warning']} data-tone="waiting">
          <ToneIcon tone="waiting" size={14} />
          <span>{warning}</span>
        </span>
      )}
    </>
  )
}
