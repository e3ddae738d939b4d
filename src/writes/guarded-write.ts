import { CHANGED_MEANWHILE } from '#contract/write-context.ts'
import { ApiError } from '#src/api/api-error.ts'
import type { WritableResource } from './writable-resource.ts'

export interface GuardedChange<Settings> {
  /** What the operator saw. */
  opened: Settings
  mine: Settings
  /** For the audit log, in the operator's words. */
  reason?: string
  /** The settings to write instead when someone else changed the resource; undefined to ask the operator. */
  rebase?: (theirs: Settings) => Settings | undefined
}

/** What the last attempt started from and wanted; `rebase` may have moved both on. */
interface Attempt<Settings> {
  opened: Settings
  mine: Settings
}

export interface SavedOutcome<Value, Settings> extends Attempt<Settings> {
  kind: 'saved'
  value: Value
  /** False when the resource already was as wanted. */
  sent: boolean
  /** False when only a later read found it. */
  answered: boolean
}

export type UnsavedOutcome<Value, Settings> = Attempt<Settings> &
  (
    | /** It is no longer what the operator saw. `sent`: found after a write without an answer. */
      { kind: 'changed-meanwhile'; value: Value; theirs: Settings; sent: boolean }
    /** The read before the write failed; `error` is null when the operator stopped it. */
    | { kind: 'not-sent'; error: ApiError | null }
    /** The server refused, and changed nothing. */
    | { kind: 'refused'; error: ApiError }
    /** Sent, and never answered. `unchanged`: the server did not have it when read again. */
    | { kind: 'unanswered'; found: 'unchanged' | 'unreadable'; error: ApiError | null }
  )

export type WriteOutcome<Value, Settings> = SavedOutcome<Value, Settings> | UnsavedOutcome<Value, Settings>

export interface GuardedWriteOptions {
  /** Stops the write; what was sent by then may still take effect. */
  signal: AbortSignal
  onSending?: () => void
}

/** For the read after a write without an answer. */
const VERIFY_TIMEOUT_MS = 15_000
/** A resource that keeps changing is left to the operator. */
const MAX_ATTEMPTS = 3

/**
 * Reads the resource again and writes only while it is still what the operator saw: a PUT replaces everything, and a
 * stale one could undo what happened since. Platte's own server compares once more as it writes.
 */
export async function guardedWrite<Value, Settings>(
  change: GuardedChange<Settings>,
  resource: WritableResource<Value, Settings>,
  options: GuardedWriteOptions,
  attemptsLeft = MAX_ATTEMPTS,
): Promise<WriteOutcome<Value, Settings>> {
  const outcome = await attemptWrite(change, resource, options)
  if (outcome.kind !== 'changed-meanwhile' || attemptsLeft <= 1) return outcome
  const mine = change.rebase?.(outcome.theirs)
  if (mine === undefined) return outcome
  return guardedWrite({ ...change, opened: outcome.theirs, mine }, resource, options, attemptsLeft - 1)
}

async function attemptWrite<Value, Settings>(
  { opened, mine, reason }: GuardedChange<Settings>,
  resource: WritableResource<Value, Settings>,
  { signal, onSending }: GuardedWriteOptions,
): Promise<WriteOutcome<Value, Settings>> {
  const attempt = { opened, mine }
  let value: Value
  try {
    value = await resource.read(signal)
  } catch (error) {
    return { ...attempt, kind: 'not-sent', error: toApiError(error, signal) }
  }
  if (signal.aborted) return { ...attempt, kind: 'not-sent', error: null }
  const theirs = resource.settingsOf(value)
  if (resource.isSame(mine, theirs)) return { ...attempt, kind: 'saved', value, sent: false, answered: false }
  if (!resource.isSame(opened, theirs))
    return { ...attempt, kind: 'changed-meanwhile', value, theirs, sent: false }
  onSending?.()
  try {
    const context = {
      ...(typeof theirs === 'object' && theirs !== null && { expected: theirs }),
      ...(reason !== undefined && { reason }),
    }
    const written = await resource.write(mine, value, context, signal)
    return { ...attempt, kind: 'saved', value: written, sent: true, answered: true }
  } catch (failure) {
    const error = toApiError(failure, signal)
    const isLate = error?.code === CHANGED_MEANWHILE
    if (isRefused(error) && !isLate) return { ...attempt, kind: 'refused', error }
    const found = await verifyWrite(attempt, resource, error)
    return isLate && found.kind === 'changed-meanwhile' ? { ...found, sent: false } : found
  }
}

/** Finds out whether a write without an answer, or answered with a server error, took effect. */
async function verifyWrite<Value, Settings>(
  attempt: Attempt<Settings>,
  { read, settingsOf, isSame, canVerify = true }: WritableResource<Value, Settings>,
  error: ApiError | null,
): Promise<WriteOutcome<Value, Settings>> {
  const unreadable = { ...attempt, kind: 'unanswered', found: 'unreadable', error } as const
  if (!canVerify) return unreadable
  let value: Value
  try {
    value = await read(AbortSignal.timeout(VERIFY_TIMEOUT_MS))
  } catch {
    return unreadable
  }
  const theirs = settingsOf(value)
  if (isSame(attempt.mine, theirs)) return { ...attempt, kind: 'saved', value, sent: true, answered: false }
  if (!isSame(attempt.opened, theirs))
    return { ...attempt, kind: 'changed-meanwhile', value, theirs, sent: true }
  if (error !== null && isAnswered(error)) return { ...attempt, kind: 'refused', error }
  return { ...attempt, kind: 'unanswered', found: 'unchanged', error }
}

/** Whether the server refused and surely changed nothing: a Nebraska may answer 500 after it has written. */
const isRefused = (error: ApiError | null): error is ApiError =>
  error !== null && isAnswered(error) && (error.status === null || error.status < 500)

/** Answered by the server itself; a proxy's 502 to 504 leave open what the server did. */
const isAnswered = ({ kind, status }: ApiError) =>
  (kind === 'refused' || kind === 'sign-in') && (status === null || status < 502 || status > 504)

/** Null when the operator stopped the request. @throws anything that is not a failed request */
function toApiError(error: unknown, signal: AbortSignal): ApiError | null {
  if (signal.aborted) return null
  if (error instanceof ApiError) return error
  throw error
}
