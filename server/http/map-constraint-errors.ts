import type { HttpError } from './http-error.ts'
import { violatedConstraint } from '#server/errors/sql-state.ts'

/** For `.catch` of a write: throws the HTTP error of the violated constraint; any other error unchanged. */
export function mapConstraintErrors(httpErrors: Record<string, HttpError>): (error: unknown) => never {
  return (error) => {
    throw httpErrors[violatedConstraint(error) ?? ''] ?? error
  }
}
