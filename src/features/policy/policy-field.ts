import type { FormErrors, UseFormReturnType } from '@mantine/form'
import { GROUP_FIELDS, type GroupField } from '#contract/group-settings.ts'
import { groupFieldLabel } from '#src/domain/policy/group-field-label.ts'
import type { InvalidField } from '#src/ui/FormProblemSummary.tsx'
import type { FieldWarnings } from './policy-form-warnings.ts'
import type { PolicyFormValues } from './policy-form-values.ts'
import styles from './PolicyForm.module.css'

export type PolicyForm = UseFormReturnType<PolicyFormValues>

/** What every field of the form is given. */
export interface PolicyFieldProps<Field extends GroupField = GroupField> {
  field: Field
  /** What the field is for. */
  about: string
  form: PolicyForm
  warnings: FieldWarnings
}

/** Id of a field's input, where the summary of what is wrong leads to. There is one form a page. */
export const policyFieldId = (field: GroupField): string => `policy-field-${field}`

/** The invalid fields, in the order of the form. */
export const invalidPolicyFields = (errors: FormErrors): InvalidField[] =>
  GROUP_FIELDS.flatMap((field) => {
    const message = errors[field]
    if (typeof message !== 'string') return []
    return { id: policyFieldId(field), label: groupFieldLabel(field), message }
  })

const parts: ('label' | 'input' | 'error' | 'description')[] = ['label', 'input', 'error', 'description']

/** For every input: its notes stand below, so that it stays where it is when they change. */
export const notesBelow = { inputWrapperOrder: parts, classNames: { error: styles['error'] ?? '' } }

export const switchClasses = { input: styles['toggle'] ?? '', track: styles['track'] ?? '' }
