import * as z from 'zod/mini'
import { type Application, applicationWriteSchema } from '#contract/application.ts'
import { isolateText } from '#src/lib/isolate-text.ts'
import { messagesByField } from '#src/lib/messages-by-field.ts'
import { APPLICATION_LABELS, type ApplicationSettings } from '#src/writes/application-resource.ts'

export const NEW_APPLICATION: ApplicationSettings = { name: '', description: '', product_id: '' }

/** The settings to send, without blanks around them. */
export const applicationOfValues = ({ name, description, product_id }: ApplicationSettings) => ({
  name: name.trim(),
  description: description.trim(),
  product_id: product_id.trim(),
})

/** What the contract would refuse, and what others have already, by field; empty when the form is valid. */
export function applicationFormErrors(
  values: ApplicationSettings,
  others: readonly Application[],
): Record<string, string> {
  const wanted = applicationOfValues(values)
  const { error } = z.safeParse(applicationWriteSchema, wanted)
  const issues = (error?.issues ?? []).map(({ path, message }) => ({
    field: path.map(String).join('.'),
    message,
  }))
  return { ...takenErrors(wanted, others), ...messagesByField(issues, APPLICATION_LABELS).fields }
}

/** The errors to show while the operator types: an empty name is no error yet. */
export const typedErrors = (
  values: ApplicationSettings,
  others: readonly Application[],
): Record<string, string> => {
  const { name, ...errors } = applicationFormErrors(values, others)
  return values.name === '' || name === undefined ? errors : { name, ...errors }
}

/** Servers compare product ids in any letter case, and names as they are written. */
function takenErrors({ name, product_id }: ApplicationSettings, others: readonly Application[]) {
  const errors: Record<string, string> = {}
  if (others.some((other) => other.name === name)) errors['name'] = 'Another application has this name.'
  const rival = others.find((other) => other.product_id?.toLowerCase() === product_id.toLowerCase())
  if (product_id !== '' && rival)
    errors['product_id'] = `The application “${isolateText(rival.name)}” has this product ID already.`
  return errors
}
