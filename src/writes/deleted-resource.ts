import type { QueryKey } from '@tanstack/react-query'
import type { WriteContext } from '#contract/write-context.ts'
import { ApiError } from '#src/api/api-error.ts'
import { AUDIT_LOG_KEY } from '#src/api/audit-log-key.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import type { WritableResource } from './writable-resource.ts'

export type Presence = 'present' | 'deleted'

interface DeletedResource<Value> {
  /** Unique among the resources of its noun. */
  id: string
  noun: string
  name: string
  /** Reads it past the cache; may throw that it is not found. */
  read: (signal: AbortSignal) => Promise<Value | null>
  remove: (context: WriteContext, signal: AbortSignal) => Promise<void>
  /** Besides the audit log and the server's status: what is on screen meanwhile must not be among them, as it may be deleted itself. */
  invalidates?: readonly QueryKey[]
}

export const DELETE = { opened: 'present', mine: 'deleted' } as const

/** A resource that is to go. One that is gone already counts as deleted. */
export const deletedResource = <Value>(
  options: DeletedResource<Value>,
): WritableResource<Value | null, Presence> => ({
  key: `delete-${options.noun}-${options.id}`,
  noun: options.noun,
  name: options.name,
  read: async (signal) => {
    try {
      return await options.read(signal)
    } catch (error) {
      if (isGone(error)) return null
      throw error
    }
  },
  write: async (_settings, _from, context, signal) => {
    await options.remove(context, signal)
    return null
  },
  settingsOf: (found) => (found === null ? 'deleted' : 'present'),
  isSame: (one, other) => one === other,
  invalidates: [AUDIT_LOG_KEY, platteStatusQuery().queryKey, ...(options.invalidates ?? [])],
})

/** Servers answer 404, and 400 where it is in an application that they don't know. */
const isGone = (error: unknown) => error instanceof ApiError && (error.status === 404 || error.status === 400)
