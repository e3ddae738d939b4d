import type { AuditEntry } from '#contract/audit-log.ts'
import { describeAttempt } from '#src/domain/nodes/describe-attempt.ts'
import type { UpdateAttempt } from '#src/domain/nodes/update-attempts.ts'
import { plural } from '#src/lib/format-number.ts'
import { formatTime } from '#src/lib/format-time.ts'
import { isolateText } from '#src/lib/isolate-text.ts'
import { auditEntryUrl } from '#src/routes/audit-url.ts'
import type { FailureMark } from './version-bands.ts'

/** An event on a node's axis of time. */
export interface AxisMark {
  key: string
  /** In ms. */
  at: number
  words: string
  /** The newest failed update, which has a row on the page, or the pause, which has an entry in the audit log. */
  cause: { kind: 'failure'; attempt: UpdateAttempt } | { kind: 'pause'; url: string }
}

/**
 * A node's failed updates, and the pauses of its group, newest first. Failures too close to be told apart are one mark, which
 * leads to the newest of them.
 * @param failures newest first
 * @param pauses of the group, from the audit log
 * @param axis its start and its end, in ms
 */
export function axisMarks(
  failures: readonly FailureMark[],
  pauses: readonly AuditEntry[],
  { from, until }: { from: number; until: number },
): AxisMark[] {
  const runs = failureRuns(failures, (until - from) * MIN_DISTANCE)
  return [...runs.map(failureMark), ...pauses.map(pauseMark)]
    .filter(({ at }) => at >= from)
    .toSorted((a, b) => b.at - a.at)
}

/** A part of the axis; marks closer than this would hide each other and the versions behind them. */
const MIN_DISTANCE = 1 / 60

/** Newest first, as are the failures of each. */
type FailureRun = [newest: FailureMark, ...older: FailureMark[]]

function failureRuns(failures: readonly FailureMark[], distance: number): FailureRun[] {
  const runs: FailureRun[] = []
  for (const failure of failures) {
    const run = runs.at(-1)
    if (run && run[0].at - failure.at < distance) run.push(failure)
    else runs.push([failure])
  }
  return runs
}

function failureMark([{ at, attempt }, ...older]: FailureRun): AxisMark {
  const oldest = older.at(-1)
  const words = oldest
    ? `${plural(older.length + 1, 'failed update')}, ${formatTime(oldest.at)} to ${formatTime(at)}`
    : `${describeAttempt(attempt.ending).label}: update to ${attempt.to ?? 'an unknown version'}, ${formatTime(at)}`
  return { key: attempt.key, at, words, cause: { kind: 'failure', attempt } }
}

function pauseMark({ id, created_ts, actor, reason, subject_name, subject_id }: AuditEntry): AxisMark {
  const at = Date.parse(created_ts)
  const why = reason === '' ? ', without a reason' : `: “${isolateText(reason)}”`
  return {
    key: `pause ${id}`,
    at,
    words: `${isolateText(subject_name)} paused by ${isolateText(actor)}${why}, ${formatTime(at)}`,
    cause: { kind: 'pause', url: auditEntryUrl('group', subject_id ?? '', at) },
  }
}
