import { baseErrorCode } from '#contract/error-code.ts'
import { explainUpdateError } from './explain-update-error.ts'

interface Failure {
  error_code: string | null
  version: string | null
}

/** What the flags of a failure's code say, where another failure of that version has the same code with other flags. */
export function differingFlags(failure: Failure, failures: readonly Failure[]): readonly string[] {
  const isAlike = (other: Failure) =>
    other !== failure &&
    other.version === failure.version &&
    baseErrorCode(other.error_code ?? '') === baseErrorCode(failure.error_code ?? '')
  return failures.some(isAlike) ? (explainUpdateError(failure.error_code)?.circumstances ?? []) : []
}
