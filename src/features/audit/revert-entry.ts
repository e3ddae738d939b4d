import type { AuditEntry } from '#contract/audit-log.ts'
import { CHANGED_MEANWHILE, isSameValue, unexpectedFields } from '#contract/write-context.ts'
import { ApiError } from '#src/api/api-error.ts'
import { deleteFloor, readThing, type Thing, type ThingRef, writeThing } from '#src/api/resources.ts'
import { writtenFields } from '#src/domain/audit/audit-fields.ts'
import { withFieldsBack } from '#src/domain/audit/revert-fields.ts'

export type RevertOutcome =
  | { kind: 'reverted' }
  /** It is no longer what was shown; nothing was written. */
  | { kind: 'changed-meanwhile' }
  /** It could not be read again. */
  | { kind: 'not-sent'; message: string }
  | { kind: 'refused'; message: string }
  /** Sent, and never answered. */
  | { kind: 'unanswered'; message: string }

/** Where an entry's thing is. */
export function refOfEntry({ subject, application_id, subject_id, before, after }: AuditEntry): ThingRef {
  const packageId = (after ?? before)?.['package_id']
  return {
    subject,
    applicationId: application_id ?? '',
    id: subject_id ?? '',
    packageId: subject === 'floor' && typeof packageId === 'string' ? packageId : '',
  }
}

/** What is there now; null where it is gone. A node's name is taken to be what the entry made it: the server looks. */
export async function readNow(entry: AuditEntry, signal: AbortSignal): Promise<Thing | null> {
  const { subject, ...ref } = refOfEntry(entry)
  return subject === 'instance' ? entry.after : readThing({ subject, ...ref }, signal)
}

/**
 * Writes an entry's fields as they were before it, but only on what was shown: reads it again just before, and the
 * server makes sure of it once more as it writes.
 * @param now what was shown; null for a floor that isn't there
 */
export async function revertEntry(
  entry: AuditEntry,
  { now, fields, reason }: { now: Thing | null; fields: readonly string[]; reason: string },
): Promise<RevertOutcome> {
  const ref = refOfEntry(entry)
  const { before, after } = entry
  const back = after === null ? writtenFields(entry.subject) : fields
  const wanted = before && withFieldsBack(now ?? {}, before, back)
  const expected = expectedOf(entry, now)
  const note = { reason, expected }
  try {
    const found = await readNow(entry, new AbortController().signal)
    if (unexpectedFields(expected, found ?? {}).length > 0) return { kind: 'changed-meanwhile' }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return { kind: 'not-sent', message: error.message }
  }
  try {
    if (wanted === null) await deleteFloor(ref, note)
    else await writeThing(ref, wanted, note)
    return { kind: 'reverted' }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.code === CHANGED_MEANWHILE) return { kind: 'changed-meanwhile' }
    if (error.kind === 'refused' && error.status !== null && error.status < 500)
      return { kind: 'refused', message: error.message }
    return (await isThere(entry, wanted))
      ? { kind: 'reverted' }
      : { kind: 'unanswered', message: error.message }
  }
}

/** All that the write replaces, as it was shown. */
function expectedOf({ subject }: AuditEntry, now: Thing | null): Thing {
  const fields = subject === 'floor' ? ['package_id', 'floor_reason'] : writtenFields(subject)
  return Object.fromEntries(fields.map((field) => [field, now?.[field] ?? null]))
}

/** Whether a write that was not answered has been made. */
async function isThere(entry: AuditEntry, wanted: Thing | null): Promise<boolean> {
  if (entry.subject === 'instance') return false
  try {
    const found = await readNow(entry, AbortSignal.timeout(LOOK_AGAIN_MS))
    if (found === null || wanted === null) return found === wanted
    return writtenFields(entry.subject).every((field) => isSameValue(found[field], wanted[field]))
  } catch {
    return false
  }
}

const LOOK_AGAIN_MS = 15_000
