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
  /** A later update reported success as these did, and the node has not checked in since. */
  isUnconfirmed: boolean
}

const FAILURES: readonly AttemptEnding[] = ['failed', 'rolled-back', 'timed-out']

export const isFailure = ({ ending }: UpdateAttempt): boolean => FAILURES.includes(ending)

/**
 * Whether the latest update reported success as those before it did that were rolled back, and the node has not checked in
 * since: of a Nebraska, nothing else tells a completed update from a rollback.
 * @param attempts newest first
 * @param lastCheck of the node, in ms; null where that is not known
 */
function isUnconfirmed(attempts: readonly UpdateAttempt[], lastCheck: number | null): boolean {
  const [latest, before] = attempts
  return (
    latest?.ending === 'complete' &&
    latest.until !== null &&
    before?.ending === 'rolled-back' &&
    before.errorCode === null &&
    before.to === latest.to &&
    (lastCheck === null || lastCheck <= latest.until)
  )
}

/** The updates since the last one that completed; one that is not certain is left out. As {@link isUnconfirmed}. */
export function updatesSinceSuccess(
  attempts: readonly UpdateAttempt[],
  lastCheck: number | null,
): readonly UpdateAttempt[] {
  const certain = isUnconfirmed(attempts, lastCheck) ? attempts.slice(1) : attempts
  const completed = certain.findIndex(({ ending }) => ending === 'complete')
  return completed === -1 ? certain : certain.slice(0, completed)
}

/**
 * A node that fails is granted its update again, even in the request that reports the failure, so its status alone does not
 * show it.
 * @param attempts newest first
 * @param isWhole whether these are all updates of the node
 * @param lastCheck of the node, in ms; null where that is not known
 * @returns null below two failures, which are no pattern yet
 */
export function failuresInARow(
  attempts: readonly UpdateAttempt[],
  isWhole: boolean,
  lastCheck: number | null,
): FailuresInARow | null {
  const since = updatesSinceSuccess(attempts, lastCheck)
  const failed = since.filter(isFailure)
  const [latest] = failed
  if (!latest || failed.length < 2) return null
  const isSame = (valueOf: (attempt: UpdateAttempt) => unknown) =>
    failed.every((attempt) => valueOf(attempt) === valueOf(latest))
  return {
    times: failed.length,
    isAtLeast: since.at(-1) === attempts.at(-1) && !isWhole,
    ending: isSame(({ ending }) => ending) ? latest.ending : null,
    errorCode: isSame(({ errorCode }) => errorCode) ? latest.errorCode : null,
    isUnconfirmed: isUnconfirmed(attempts, lastCheck),
  }
}

export const isLoop = ({ times, ending }: FailuresInARow): boolean => times >= FAILURE_LOOP && ending !== null

/** "The last 5 updates of this node failed, each with code 9: …", "… went back to the old version". */
export function describeFailuresInARow(failures: FailuresInARow): string {
  const { times, isAtLeast, ending, errorCode, isUnconfirmed } = failures
  const error = explainUpdateError(errorCode)
  const outcome =
    ending === 'rolled-back'
      ? 'were rolled back: the node booted the new version and came back with the old one'
      : ending === 'timed-out'
        ? 'timed out'
        : 'failed'
  const each = error && ending !== 'rolled-back' ? `, each with code ${error.code}: ${error.summary}` : '.'
  const updates = `${plural(times, 'update')}${isAtLeast ? ' or more' : ''} of this node`
  return isUnconfirmed
    ? `The ${updates} before the latest ${outcome}${each} The latest reported success as they did, and the node has not checked in since.`
    : `The last ${updates} ${outcome}${each}`
}
