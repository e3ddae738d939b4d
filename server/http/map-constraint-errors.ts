import type { HttpError } from '#server/http/http-error.ts'
import { violatedConstraint } from '#server/errors/sql-state.ts'

/** For `.catch`: turns the violation of a constraint into the refusal that says so in plain words. */
export function mapConstraintErrors(refusals: Record<string, HttpError>): (error: unknown) => never {
  return (error) => {
    throw refusals[violatedConstraint(error) ?? ''] ?? error
  }
}
