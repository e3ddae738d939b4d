import type { FormErrors } from '@mantine/form'
import { fieldId } from './form-field.ts'

/** The fields that something is wrong with, for the summary above the form. */
export const blamedFields = (errors: FormErrors, labels: Readonly<Record<string, string>>) =>
  Object.entries(errors).flatMap(([field, message]) => {
    if (typeof message !== 'string') return []
    const [list, place, name] = field.split('.')
    const label =
      name === undefined
        ? labels[field]
        : `${labels[list ?? ''] ?? list} ${Number(place) + 1}, ${labels[name] ?? name}`
    return [{ id: fieldId(field), label: label ?? field, message }]
  })
