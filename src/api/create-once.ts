import type { ApiError } from '#src/api/api-error.ts'
import { toApiError, isAnswered, isRefusal, LOOK_AGAIN_MS } from '#src/api/guarded-write.ts'

/** How something new is reached; every call asks the server itself, never a cache. */
export interface CreateAccess<Thing> {
  /** What has the same key already; null for none. */
  find: (signal: AbortSignal) => Promise<Thing | null>
  create: (signal: AbortSignal) => Promise<Thing>
  /** Whether it is what the operator wants to make, in every part. */
  isMine: (thing: Thing) => boolean
}

export type CreateOutcome<Thing> =
  /** The server has it. `answered` is false when that was only found by looking. */
  | { kind: 'saved'; thing: Thing; answered: boolean }
  /** Something else has its key. */
  | { kind: 'taken' }
  /** Nothing was sent: it could not be looked up; `error` is null when the operator stopped it. */
  | { kind: 'not-sent'; error: ApiError | null }
  /** The server said no, and made nothing. */
  | { kind: 'refused'; error: ApiError }
  /** Sent, and never answered. `missing`: the server did not have it when it was asked again. */
  | { kind: 'unanswered'; found: 'missing' | 'unreadable'; error: ApiError | null }

/**
 * Makes something new, and not a second one where an earlier attempt was made without its answer being seen: looks
 * first, and again when no answer comes.
 * @param signal stops it; what had been sent by then may have been done
 */
export async function createIdempotently<Thing>(
  access: CreateAccess<Thing>,
  signal: AbortSignal,
  onSending: () => void,
): Promise<CreateOutcome<Thing>> {
  let found: Thing | null
  try {
    found = await access.find(signal)
  } catch (error) {
    return { kind: 'not-sent', error: toApiError(error, signal) }
  }
  if (signal.aborted) return { kind: 'not-sent', error: null }
  if (found !== null) return whatIsThere(found, access)
  onSending()
  try {
    return { kind: 'saved', thing: await access.create(signal), answered: true }
  } catch (failure) {
    const error = toApiError(failure, signal)
    return isRefusal(error) ? { kind: 'refused', error } : lookAgain(access, error)
  }
}

const whatIsThere = <Thing>(thing: Thing, { isMine }: CreateAccess<Thing>): CreateOutcome<Thing> =>
  isMine(thing) ? { kind: 'saved', thing, answered: false } : { kind: 'taken' }

async function lookAgain<Thing>(
  access: CreateAccess<Thing>,
  error: ApiError | null,
): Promise<CreateOutcome<Thing>> {
  let found: Thing | null
  try {
    found = await access.find(AbortSignal.timeout(LOOK_AGAIN_MS))
  } catch {
    return { kind: 'unanswered', found: 'unreadable', error }
  }
  if (found !== null) return whatIsThere(found, access)
  if (error !== null && isAnswered(error)) return { kind: 'refused', error }
  return { kind: 'unanswered', found: 'missing', error }
}
