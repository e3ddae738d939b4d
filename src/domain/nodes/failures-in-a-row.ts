import { FAILURE_LOOP } from '#contract/failing-nodes.ts'
import { plural } from '#src/lib/format-number.ts'
import { explainUpdateError } from './explain-update-error.ts'
import type { AttemptEnding, UpdateAttempt } from './update-attempts.ts'

/** Updates of a node that failed since its last completed one. */
export interface FailuresInARow {
  times: number
  /** Older updates that are not loaded may be more of them. */
  isAtLeast: boolean
  /** How all of them ended; null where they differ. */
  ending: AttemptEnding | null
  /** The code of all of them as sent; null where they differ, or had none. */
  errorCode: string | null
}

const FAILURES: readonly AttemptEnding[] = ['failed', 'rolled-back', 'timed-out']

export const isFailure = ({ ending }: UpdateAttempt): boolean => FAILURES.includes(ending)

/**
 * A node that fails is granted its update again, even in the request that reports the failure, so its status alone does not
 * show it.
 * @param attempts newest first
 * @param isWhole whether these are all updates of the node
 * @returns null below two failures, which are no pattern yet
 */
export function failuresInARow(attempts: readonly UpdateAttempt[], isWhole: boolean): FailuresInARow | null {
  const completed = attempts.findIndex(({ ending }) => ending === 'complete')
  const failed = (completed === -1 ? attempts : attempts.slice(0, completed)).filter(isFailure)
  const [latest] = failed
  if (!latest || failed.length < 2) return null
  const isSame = (valueOf: (attempt: UpdateAttempt) => unknown) =>
    failed.every((attempt) => valueOf(attempt) === valueOf(latest))
  return {
    times: failed.length,
    isAtLeast: completed === -1 && !isWhole,
    ending: isSame(({ ending }) => ending) ? latest.ending : null,
    errorCode: isSame(({ errorCode }) => errorCode) ? latest.errorCode : null,
  }
}

export const isLoop = ({ times, ending }: FailuresInARow): boolean => times >= FAILURE_LOOP && ending !== null

/** "The last 5 updates of this node failed, each with code 9: …", "… went back to the old version". */
export function describeFailuresInARow({ times, isAtLeast, ending, errorCode }: FailuresInARow): string {
  const error = explainUpdateError(errorCode)
  const outcome =
    ending === 'rolled-back'
      ? 'were rolled back: the node booted the new version and came back with the old one'
      : ending === 'timed-out'
        ? 'timed out'
        : 'failed'
  const each = error && ending !== 'rolled-back' ? `, each with code ${error.code}: ${error.summary}` : '.'
  return `The last ${plural(times, 'update')}${isAtLeast ? ' or more' : ''} of this node ${outcome}${each}`
}
