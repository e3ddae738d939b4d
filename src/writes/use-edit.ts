import type { UseFormReturnType } from '@mantine/form'
import { useState } from 'react'
import type { SavedOutcome } from './guarded-write.ts'
import { useFormWrite } from './use-form-write.ts'
import type { WritableResource } from './writable-resource.ts'

interface EditOptions<Value, Settings, Values> {
  form: UseFormReturnType<Values>
  resource: WritableResource<Value, Settings>
  /** As the form was opened with. */
  initial: Settings
  /** As typed so far. */
  mine: Settings
  /** For the audit log; empty for none. */
  reason: string
  /** By wire names. */
  labels: Readonly<Record<string, string>>
  validate: (values: Values) => Record<string, string>
  onSaved: (outcome: SavedOutcome<Value, Settings>) => void
  onDone: () => void
}

/**
 * Edits a resource from a form. Where someone else changed it meanwhile, the problem says what, and the next attempt
 * replaces their change.
 */
export function useEdit<Value, Settings, Values extends object>(
  options: EditOptions<Value, Settings, Values>,
) {
  const { form, resource, initial, mine, reason, labels, validate, onSaved, onDone } = options
  const [opened, setOpened] = useState(initial)
  return {
    ...useFormWrite({
      form,
      resource,
      labels,
      validate,
      change: { opened, mine, ...(reason.trim() !== '' && { reason: reason.trim() }) },
      errorsOf: (outcome) => {
        if (outcome.kind === 'changed-meanwhile') setOpened(outcome.theirs)
        return {}
      },
      onRestore: setOpened,
      onSaved,
      onDone,
    }),
    isChanged: !resource.isSame(opened, mine),
  }
}
