import { CHANGED_MEANWHILE, type WriteContext } from '#contract/write-context.ts'
import { ApiError } from '#src/api/api-error.ts'

/** How what is written is reached; every call asks the server itself, never a cache. */
export interface GuardedAccess<Thing, Settings> {
  read: (signal: AbortSignal) => Promise<Thing>
  /** `thing` as it was just read. */
  write: (thing: Thing, settings: Settings, note: WriteContext, signal: AbortSignal) => Promise<Thing>
  settingsOf: (thing: Thing) => Settings
  isSame: (one: Settings, other: Settings) => boolean
}

/** What the operator saw, what they make of it, and why. */
export interface GuardedChange<Settings> {
  opened: Settings
  mine: Settings
  reason?: string
}

/** How a write ended that did not save. */
export type UnsavedOutcome<Settings> =
  /** It is no longer what the operator saw. `sent` when that was found after a write without answer. */
  | { kind: 'changed-meanwhile'; theirs: Settings; sent: boolean }
  /** Nothing was sent: it could not be read; `error` is null when the operator stopped it. */
  | { kind: 'not-sent'; error: ApiError | null }
  /** The server said no, and changed nothing. */
  | { kind: 'refused'; error: ApiError }
  /** Sent, and never answered. `unchanged`: the server did not have it when it was asked again. */
  | { kind: 'unanswered'; found: 'unchanged' | 'unreadable'; error: ApiError | null }

export type GuardedOutcome<Thing, Settings> =
  /** The server has it. `answered` is false when that was only found by looking. */
  { kind: 'saved'; thing: Thing; answered: boolean } | UnsavedOutcome<Settings>

/** For looking what became of a write that was not answered. */
export const LOOK_AGAIN_MS = 15_000

/**
 * Reads again, and writes only what still is as the operator saw it: a PUT replaces everything, and a stale one could
 * undo what happened meanwhile. Our own server makes sure of it once more as it writes.
 * @param opened what the operator saw
 * @param reason for the audit log, in the operator's words
 * @param signal stops it; what had been sent by then may have been done
 */
export async function guardedWrite<Thing, Settings extends object>(
  { opened, mine, reason }: GuardedChange<Settings>,
  access: GuardedAccess<Thing, Settings>,
  signal: AbortSignal,
  onSending: () => void,
): Promise<GuardedOutcome<Thing, Settings>> {
  const { read, write, settingsOf, isSame } = access
  let thing: Thing
  try {
    thing = await read(signal)
  } catch (error) {
    return { kind: 'not-sent', error: toApiError(error, signal) }
  }
  const theirs = settingsOf(thing)
  if (signal.aborted) return { kind: 'not-sent', error: null }
  if (isSame(mine, theirs)) return { kind: 'saved', thing, answered: false }
  if (!isSame(opened, theirs)) return { kind: 'changed-meanwhile', theirs, sent: false }
  onSending()
  try {
    const note = { expected: theirs, ...(reason !== undefined && { reason }) }
    return { kind: 'saved', thing: await write(thing, mine, note, signal), answered: true }
  } catch (failure) {
    const error = toApiError(failure, signal)
    const isLate = error?.code === CHANGED_MEANWHILE
    if (isRefusal(error) && !isLate) return { kind: 'refused', error }
    const found = await lookAgain({ opened, mine }, access, error)
    return isLate && found.kind === 'changed-meanwhile' ? { ...found, sent: false } : found
  }
}

/** What became of a write that was not answered, or answered with the server's own failure. */
async function lookAgain<Thing, Settings>(
  { opened, mine }: GuardedChange<Settings>,
  { read, settingsOf, isSame }: GuardedAccess<Thing, Settings>,
  error: ApiError | null,
): Promise<GuardedOutcome<Thing, Settings>> {
  let thing: Thing
  try {
    thing = await read(AbortSignal.timeout(LOOK_AGAIN_MS))
  } catch {
    return { kind: 'unanswered', found: 'unreadable', error }
  }
  const now = settingsOf(thing)
  if (isSame(mine, now)) return { kind: 'saved', thing, answered: false }
  if (!isSame(opened, now)) return { kind: 'changed-meanwhile', theirs: now, sent: true }
  if (error !== null && isAnswered(error)) return { kind: 'refused', error }
  return { kind: 'unanswered', found: 'unchanged', error }
}

/** Whether the server itself said no, and surely did nothing: a Nebraska may fail with a 500 after it has written. */
export const isRefusal = (error: ApiError | null): error is ApiError =>
  error !== null && isAnswered(error) && !isServersFault(error)

/** Answered by the server itself; what a proxy says for it (502 to 504) leaves open what it did. */
export const isAnswered = ({ kind, status }: ApiError) =>
  (kind === 'refused' || kind === 'sign-in') && (status === null || status < 502 || status > 504)

/** A Nebraska refuses with a 500, too. */
const isServersFault = ({ status }: ApiError) => status !== null && status >= 500

/** Null when the operator stopped the request. @throws what is no failure of a request */
export function toApiError(error: unknown, signal: AbortSignal): ApiError | null {
  if (signal.aborted) return null
  if (error instanceof ApiError) return error
  throw error
}
