import type { FormErrors, UseFormReturnType } from '@mantine/form'
import type { FormEvent } from 'react'
import { messagesByField } from '#src/lib/messages-by-field.ts'
import { fieldId } from '#src/ui/field-id.ts'
import { type InvalidField, INVALID_FORM } from '#src/ui/FormProblemSummary.tsx'
import { useDraft } from '#src/ui/use-draft.ts'
import { describeWriteProblem } from './describe-write-problem.ts'
import type { GuardedChange, SavedOutcome, UnsavedOutcome } from './guarded-write.ts'
import { useWrite } from './use-write.ts'
import type { WritableResource } from './writable-resource.ts'

interface FormWriteOptions<Value, Settings, Values> {
  form: UseFormReturnType<Values>
  resource: WritableResource<Value, Settings>
  /** By wire names. */
  labels: Readonly<Record<string, string>>
  /** Errors by field; empty when the form is valid. */
  validate: (values: Values) => Record<string, string>
  change: GuardedChange<Settings>
  /** Adds what the form knows about an outcome: errors by field. */
  errorsOf?: (outcome: UnsavedOutcome<Value, Settings>) => Record<string, string>
  /** Called when typed values come back after a sign-in, with what the form was opened with then. */
  onRestore?: (opened: Settings) => void
  onSaved: (outcome: SavedOutcome<Value, Settings>) => void
  onDone: (outcome: SavedOutcome<Value, Settings>) => void
}

export type FormWrite = Omit<ReturnType<typeof useFormWrite<never, never, never>>, 'write'>

/** Writes a resource from a form: errors stand at their fields, the contract's before and the server's after. */
export function useFormWrite<Value, Settings, Values extends object>(
  options: FormWriteOptions<Value, Settings, Values>,
) {
  const { form, resource, labels, validate, change, errorsOf, onRestore, onSaved, onDone } = options
  const saving = useWrite(resource, {
    onSaved,
    onDone,
    onUnsaved: (outcome) => {
      const own = errorsOf?.(outcome) ?? {}
      const issues = outcome.kind === 'refused' ? outcome.error.issues : []
      form.setErrors({ ...messagesByField(issues, labels).fields, ...own })
      const problem = describeWriteProblem(outcome, resource)
      return issues.length > 0 ? { ...problem, words: '' } : problem
    },
  })
  useDraft(resource.key, {
    draft: { values: form.values, opened: change.opened },
    hasEdits: form.isDirty(),
    onRestore: ({ values, opened }) => {
      form.setValues(values)
      onRestore?.(opened)
    },
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    if (saving.phase !== 'idle') return
    const errors = validate(form.values)
    form.setErrors(errors)
    if (Object.keys(errors).length > 0) saving.report(INVALID_FORM)
    else saving.write(change)
  }
  return { ...saving, submit, invalid: invalidFields(form.errors, labels), hasEdits: form.isDirty() }
}

/** The invalid fields with their labels: "Extra files 1, Name". */
function invalidFields(errors: FormErrors, labels: Readonly<Record<string, string>>): InvalidField[] {
  return Object.entries(errors).flatMap(([field, message]) => {
    if (typeof message !== 'string') return []
    const [list = '', index, name] = field.split('.')
    const label =
      name === undefined
        ? labels[field]
        : `${labels[list] ?? list} ${Number(index) + 1}, ${labels[name] ?? name}`
    return [{ id: fieldId(field), label: label ?? field, message }]
  })
}
