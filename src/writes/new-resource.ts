import { applicationsQuery } from '#src/api/applications.ts'
import { AUDIT_LOG_KEY } from '#src/api/audit-log-key.ts'
import type { WritableResource } from './writable-resource.ts'

/** `other`: something else has the key of the resource that is wanted. */
export type Existence = 'absent' | 'wanted' | 'other'

interface NewResource<Value> extends Pick<WritableResource<Value, Existence>, 'noun' | 'name'> {
  /** The resource that has the same key; null for none. */
  find: (signal: AbortSignal) => Promise<Value | null>
  create: (signal: AbortSignal) => Promise<Value>
  /** Whether a resource that was found is the wanted one, in every part. */
  isWanted: (found: Value) => boolean
}

export const CREATE = { opened: 'absent', mine: 'wanted' } as const

/** A resource that is not there yet. The guard looks for it first, so a retry makes no second one. */
export const newResource = <Value>({
  noun,
  name,
  find,
  create,
  isWanted,
}: NewResource<Value>): WritableResource<Value | null, Existence> => ({
  key: `new-${noun}`,
  noun,
  name,
  isNew: true,
  read: find,
  write: (_settings, _from, _context, signal) => create(signal),
  settingsOf: (found) => (found === null ? 'absent' : isWanted(found) ? 'wanted' : 'other'),
  isSame: (one, other) => one === other,
  invalidates: [applicationsQuery().queryKey, AUDIT_LOG_KEY],
})
