import { explainUpdateError, type UpdateError } from '#src/domain/nodes/explain-update-error.ts'
import type { UpdateAttempt } from '#src/domain/nodes/update-attempts.ts'
import { type AttemptLengths, attemptLengths, type MedianLengths } from './attempt-lengths.ts'

/** One update in the table. */
export interface AttemptRow {
  attempt: UpdateAttempt
  /** What it was granted, or what it waits for; null where neither is known. */
  to: string | null
  /** It was granted a floor on its way. */
  isFloor: boolean
  lengths: AttemptLengths
  /** Null for another version than that of the group's present rollout. */
  medians: MedianLengths
  error: UpdateError | null
}

export interface AttemptContext {
  /** The version that a waiting node gets next; null where that is not known. */
  next: string | null
  /** The version that the node runs; null where that is not known. */
  running: string | null
  /** Of the group's present rollout. */
  target: string | null
  medians: MedianLengths
  floors: readonly string[]
}

const NO_MEDIANS: MedianLengths = { download: null, install: null }

export function attemptRows(attempts: readonly UpdateAttempt[], context: AttemptContext): AttemptRow[] {
  const { next, running, target, medians, floors } = context
  // A node never waits for what it runs.
  const waitsFor = next === running ? null : next
  return attempts.map((attempt) => {
    const to = attempt.ending === 'waiting' ? waitsFor : attempt.to
    return {
      attempt,
      to,
      isFloor: to !== null && to !== target && floors.includes(to),
      lengths: attemptLengths(attempt),
      medians: attempt.to !== null && attempt.to === target ? medians : NO_MEDIANS,
      error: attempt.ending === 'complete' ? null : explainUpdateError(attempt.errorCode),
    }
  })
}
