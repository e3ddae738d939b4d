/** The text of anything that was thrown. A host name with two addresses fails with an error for each, and no message of its own. */
export function errorMessage(error: unknown): string {
  if (error instanceof AggregateError) return [...new Set(error.errors.map(errorMessage))].join(', ')
  if (!(error instanceof Error)) return String(error)
  return error.message === '' ? error.name : error.message
}
