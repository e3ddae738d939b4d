import type { UseFormReturnType } from '@mantine/form'
import { announceCreation } from './announce-creation.tsx'
import { CREATE, type Existence } from './new-resource.ts'
import { useFormWrite } from './use-form-write.ts'
import type { WritableResource } from './writable-resource.ts'

interface CreationOptions<Value, Values> {
  form: UseFormReturnType<Values>
  /** As typed so far. */
  resource: WritableResource<Value, Existence>
  /** By wire names. */
  labels: Readonly<Record<string, string>>
  validate: (values: Values) => Record<string, string>
  /** The field that identifies a resource, and the server's code for one that is taken. */
  unique: { field: string; code: string; message: string }
  onDone: (created: Value) => void
}

/** Creates a resource from a form, once. */
export function useCreation<Value, Values extends object>(options: CreationOptions<Value, Values>) {
  const { form, resource, labels, validate, unique, onDone } = options
  return useFormWrite({
    form,
    resource,
    labels,
    validate,
    change: CREATE,
    errorsOf: (outcome) => {
      if (outcome.kind === 'changed-meanwhile') return { [unique.field]: unique.message }
      if (outcome.kind === 'refused' && outcome.error.code === unique.code)
        return { [unique.field]: outcome.error.message }
      return {}
    },
    onSaved: ({ answered }) => announceCreation(resource, answered),
    onDone: ({ value }) => onDone(value),
  })
}
