import type { AuditEntry } from '#contract/audit-log.ts'
import { describeAttempt } from '#src/domain/nodes/describe-attempt.ts'
import type { UpdateAttempt } from '#src/domain/nodes/update-attempts.ts'
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
  /** The failed update, which has a row on the page, or the pause, which has an entry in the audit log. */
  cause: { kind: 'failure'; attempt: UpdateAttempt } | { kind: 'pause'; url: string }
}

/**
 * A node's failed updates, and the pauses of its group, newest first.
 * @param pauses of the group, from the audit log
 * @param from the start of the axis, in ms
 */
export function axisMarks(
  failures: readonly FailureMark[],
  pauses: readonly AuditEntry[],
  from: number,
): AxisMark[] {
  return [...failures.map(failureMark), ...pauses.map(pauseMark)]
    .filter(({ at }) => at >= from)
    .toSorted((a, b) => b.at - a.at)
}

const failureMark = ({ at, attempt }: FailureMark): AxisMark => ({
  key: attempt.key,
  at,
  words: `${describeAttempt(attempt.ending).label}: update to ${attempt.to ?? 'an unknown version'}, ${formatTime(at)}`,
  cause: { kind: 'failure', attempt },
})

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
