import type { FormErrors, UseFormReturnType } from '@mantine/form'
import type { FormEvent } from 'react'
import { messagesByField } from '#src/lib/messages-by-field.ts'
import { type InvalidField, INVALID_FORM } from '#src/ui/FormProblemSummary.tsx'
import { announceCreation } from '#src/writes/announce-creation.tsx'
import { describeWriteProblem } from '#src/writes/describe-write-problem.ts'
import { CREATE, type Existence } from '#src/writes/new-resource.ts'
import { useWrite } from '#src/writes/use-write.ts'
import type { WritableResource } from '#src/writes/writable-resource.ts'
import { fieldId } from '#src/ui/field-id.ts'

interface CreationOptions<Value, Values> {
  form: UseFormReturnType<Values>
  /** As typed so far. */
  resource: WritableResource<Value, Existence>
  /** By wire names. */
  labels: Readonly<Record<string, string>>
  validate: (values: Values) => Record<string, string>
  /** The field that identifies a resource, and the server's code for one that is taken. */
  unique: { field: string; code: string; message: string }
  onDone: () => void
}

/** Creates a resource from a form, once. */
export function useCreation<Value, Values extends object>(options: CreationOptions<Value, Values>) {
  const { form, resource, labels, validate, unique, onDone } = options
  const saving = useWrite(resource, {
    onSaved: ({ answered }) => announceCreation(resource, answered),
    onDone,
    onUnsaved: (outcome) => {
      if (outcome.kind === 'changed-meanwhile') form.setErrors({ [unique.field]: unique.message })
      if (outcome.kind !== 'refused') return undefined
      const { issues, code, message } = outcome.error
      form.setErrors(
        code === unique.code ? { [unique.field]: message } : messagesByField(issues, labels).fields,
      )
      const problem = describeWriteProblem(outcome, resource)
      return issues.length > 0 ? { ...problem, words: '' } : problem
    },
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    if (saving.phase !== 'resting') return
    const errors = validate(form.values)
    form.setErrors(errors)
    if (Object.keys(errors).length > 0) saving.report(INVALID_FORM)
    else saving.write(CREATE)
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
