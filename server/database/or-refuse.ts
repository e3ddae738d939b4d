import type { Refusal } from '#server/http/refusal.ts'
import { violatedConstraint } from './sql-state.ts'

/** For `.catch`: turns the violation of a constraint into the refusal that says so in plain words. */
export function orRefuse(refusals: Record<string, Refusal>): (error: unknown) => never {
  return (error) => {
    throw refusals[violatedConstraint(error) ?? ''] ?? error
  }
}
