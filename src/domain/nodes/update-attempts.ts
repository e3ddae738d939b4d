import { isRollbackError } from '#contract/error-code.ts'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import type { StatusHistoryEntry } from '#contract/instance.ts'
import { compareVersions, isVersion } from '#contract/version-order.ts'

const { updateGranted, downloading, downloaded, installed, complete, error, onHold } = INSTANCE_STATUS

/** The statuses of an update that goes on. */
const STEPS: readonly number[] = [onHold, updateGranted, downloading, downloaded, installed]

export interface AttemptStep {
  status: number
  /** In ms. */
  since: number
  /** Null while the node is in it. */
  until: number | null
}

export type AttemptEnding =
  | 'waiting'
  | 'in-progress'
  | 'complete'
  | 'failed'
  /** The node booted the new version and came back with the old one. */
  | 'rolled-back'
  /** It took too long: the server granted it again, put the node on hold, or will do so when it checks in. */
  | 'timed-out'
  /** The node was granted another version before it had finished. */
  | 'superseded'
  /** The node booted for the first time: there was no update. */
  | 'first-boot'

/** One update of a node, from its wait to its end. */
export interface UpdateAttempt {
  /** Stays the same when older entries are loaded and when the update goes on. */
  key: string
  /** The version that the node ran; null where its history doesn't say. */
  from: string | null
  /** The version that it was granted; null while it waits, since no entry names what for. */
  to: string | null
  /** When it began and when it ended, in ms; null while it goes on. */
  since: number
  until: number | null
  /** In the order of time; a wait comes first. */
  steps: AttemptStep[]
  ending: AttemptEnding
  /** When it had taken too long, in ms, while it goes on nonetheless; else null. */
  overdueAt: number | null
  /** As the node sent it. */
  errorCode: string | null
}

/**
 * Groups a node's history into updates.
 * @param entries newest first
 * @param isWhole whether these are all entries of the node
 * @param version what the node runs; null where it is not known
 * @returns newest first
 */
export function updateAttempts(
  entries: readonly StatusHistoryEntry[],
  { isWhole, version }: { isWhole: boolean; version: string | null },
): UpdateAttempt[] {
  const attempts: UpdateAttempt[] = []
  for (const entry of entries.toReversed()) {
    const at = Date.parse(entry.created_ts)
    let open = attempts.at(-1)
    if (open && open.until === null && startsAnother(open, entry))
      endAttempt(open, open.to === entry.version || entry.status === onHold ? 'timed-out' : 'superseded', at)
    if (open?.until !== null) {
      open = newAttempt(entry, at)
      attempts.push(open)
    }
    addEntry(open, entry, at)
  }
  markHiddenRollbacks(attempts, version)
  nameSources(attempts, isWhole ? version : null)
  return attempts.toReversed()
}

const newAttempt = ({ created_ts, status }: StatusHistoryEntry, at: number): UpdateAttempt => ({
  key: `${created_ts} ${status}`,
  from: null,
  to: null,
  since: at,
  until: null,
  steps: [],
  ending: 'waiting',
  overdueAt: null,
  errorCode: null,
})

/** A node that was granted an update is granted another one, or put on hold. */
const startsAnother = ({ ending }: UpdateAttempt, { status }: StatusHistoryEntry): boolean =>
  ending === 'in-progress' && (status === updateGranted || status === onHold)

function addEntry(
  attempt: UpdateAttempt,
  { status, version, error_code }: StatusHistoryEntry,
  at: number,
): void {
  // Servers repeat the version of the grant before while a node is on hold, and it runs that by then.
  if (status !== onHold) attempt.to = version
  if (status === complete) return endAttempt(attempt, 'complete', at)
  if (status === error) {
    attempt.errorCode = error_code
    return endAttempt(attempt, isRollbackError(error_code) ? 'rolled-back' : 'failed', at)
  }
  if (!STEPS.includes(status)) return endAttempt(attempt, 'first-boot', at)
  const last = attempt.steps.at(-1)
  if (last?.status === status) return
  if (last) last.until = at
  attempt.steps.push({ status, since: at, until: null })
  attempt.ending = status === onHold ? 'waiting' : 'in-progress'
}

function endAttempt(attempt: UpdateAttempt, ending: AttemptEnding, at: number): void {
  const last = attempt.steps.at(-1)
  if (last) last.until = at
  attempt.until = at
  attempt.ending = ending
}

/**
 * Older updaters report success after a rollback, which a Nebraska believes. What gives it away is that the node is granted
 * the same version again, or runs an older one.
 */
function markHiddenRollbacks(attempts: readonly UpdateAttempt[], version: string | null): void {
  attempts.forEach((attempt, index) => {
    if (attempt.ending !== 'complete' || attempt.to === null) return
    const next = attempts.slice(index + 1).find(({ to }) => to !== null)
    const cameBack = next
      ? next.to === attempt.to && next.ending !== 'first-boot'
      : version !== null && isVersion(version) && compareVersions(version, attempt.to) < 0
    if (cameBack) attempt.ending = 'rolled-back'
  })
}

/** @param version what a node runs that never completed an update, if all of its history is known */
function nameSources(attempts: readonly UpdateAttempt[], version: string | null): void {
  const hasCompleted = attempts.some(({ ending }) => ending === 'complete')
  let running = hasCompleted ? null : version
  for (const attempt of attempts) {
    attempt.from = running
    if (attempt.ending === 'complete') running = attempt.to
  }
}
