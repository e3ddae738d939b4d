import type { Group, GroupWrite } from '#contract/group.ts'
import { CHANGED_MEANWHILE, type WriteNote } from '#contract/write-note.ts'
import { ApiError } from '#src/api/api-error.ts'
import {
  changedFields,
  type GroupSettings,
  groupWriteOfSettings,
  settingsOfGroup,
} from '#contract/group-settings.ts'

/** How the group is reached; every call asks the server itself, never a cache. */
export interface GroupAccess {
  read: (signal: AbortSignal) => Promise<Group>
  write: (group: GroupWrite, note: WriteNote, signal: AbortSignal) => Promise<Group>
}

/** What the operator saw of a group, what they make of it, and why. */
export interface GroupChange {
  opened: GroupSettings
  mine: GroupSettings
  reason?: string
}

export type SaveOutcome =
  /** The server has it. `answered` is false when that was only found by looking. */
  | { kind: 'saved'; group: Group; answered: boolean }
  /** The group is no longer what the operator saw. `sent` when that was found after a write without answer. */
  | { kind: 'changed-meanwhile'; theirs: GroupSettings; sent: boolean }
  /** Nothing was sent: the group could not be read; `error` is null when the operator stopped it. */
  | { kind: 'not-sent'; error: ApiError | null }
  /** The server said no, and changed nothing. */
  | { kind: 'refused'; error: ApiError }
  /** Sent, and never answered. `unchanged`: the server did not have it when it was asked again. */
  | { kind: 'unanswered'; found: 'unchanged' | 'unreadable'; error: ApiError | null }

/** For looking what became of a write that was not answered. */
const LOOK_AGAIN_MS = 15_000

/**
 * Reads the group again, and writes it only when it still is what the operator saw: a PUT replaces
 * everything, and a stale one could switch updates back on. Our own server makes sure of it once more as it writes.
 * @param opened what the operator saw
 * @param reason for the journal, in the operator's words
 * @param signal stops it; what had been sent by then may have been done
 */
export async function saveGroup(
  { opened, mine, reason }: GroupChange,
  { read, write }: GroupAccess,
  signal: AbortSignal,
  onSending: () => void,
): Promise<SaveOutcome> {
  let group: Group
  try {
    group = await read(signal)
  } catch (error) {
    return { kind: 'not-sent', error: apiErrorOf(error, signal) }
  }
  const theirs = settingsOfGroup(group)
  if (signal.aborted) return { kind: 'not-sent', error: null }
  if (changedFields(mine, theirs).length === 0) return { kind: 'saved', group, answered: false }
  if (changedFields(opened, theirs).length > 0) return { kind: 'changed-meanwhile', theirs, sent: false }
  onSending()
  try {
    const note = { expected: theirs, ...(reason !== undefined && { reason }) }
    return { kind: 'saved', group: await write(groupWriteOfSettings(mine), note, signal), answered: true }
  } catch (failure) {
    const error = apiErrorOf(failure, signal)
    const isLate = error?.code === CHANGED_MEANWHILE
    if (error !== null && isAnswered(error) && !isServersFault(error) && !isLate)
      return { kind: 'refused', error }
    const found = await lookAgain({ opened, mine }, read, error)
    return isLate && found.kind === 'changed-meanwhile' ? { ...found, sent: false } : found
  }
}

/** What became of a write that was not answered, or answered with the server's own failure. */
async function lookAgain(
  { opened, mine }: { opened: GroupSettings; mine: GroupSettings },
  read: GroupAccess['read'],
  error: ApiError | null,
): Promise<SaveOutcome> {
  let group: Group
  try {
    group = await read(AbortSignal.timeout(LOOK_AGAIN_MS))
  } catch {
    return { kind: 'unanswered', found: 'unreadable', error }
  }
  const now = settingsOfGroup(group)
  if (changedFields(mine, now).length === 0) return { kind: 'saved', group, answered: false }
  if (changedFields(opened, now).length > 0) return { kind: 'changed-meanwhile', theirs: now, sent: true }
  if (error !== null && isAnswered(error)) return { kind: 'refused', error }
  return { kind: 'unanswered', found: 'unchanged', error }
}

/** Answered by the server itself; what a proxy says for it (502 to 504) leaves open what it did. */
const isAnswered = ({ kind, status }: ApiError) =>
  (kind === 'refused' || kind === 'sign-in') && (status === null || status < 502 || status > 504)

/** A Nebraska refuses with a 500, and may fail with one after it has written. */
const isServersFault = ({ status }: ApiError) => status !== null && status >= 500

/** Null when the operator stopped the request. @throws what is no failure of a request */
function apiErrorOf(error: unknown, signal: AbortSignal): ApiError | null {
  if (signal.aborted) return null
  if (error instanceof ApiError) return error
  throw error
}
