import { SECOND_MS } from '#contract/time-units.ts'
import { withKeyedMutex } from '#server/concurrency/keyed-mutex.ts'
import { DatabaseBusyError, databaseFailure } from '#server/errors/database-failure.ts'

/** Longer than the nodes that wait in this process take to be refused, shorter than anybody notices. */
const REFUSED_FOR_MS = SECOND_MS

/** When the groups that others have locked are tried again, by database. */
const lockedUntil = new WeakMap<object, Map<string, number>>()

/**
 * Runs `work`, which locks the group, after the work for the group that this process began earlier, and passes it whether
 * it had to wait. While another session holds the group's lock, each wait for it lasts as long as the lock timeout: those
 * queued behind it are refused at once instead, with a `DatabaseBusyError`, so that no queue grows.
 */
export function withGroupMutex<Result>(
  db: object,
  groupId: string,
  work: (hadToWait: boolean) => Promise<Result>,
): Promise<Result> {
  const locked = lockedUntil.get(db) ?? new Map<string, number>()
  lockedUntil.set(db, locked)
  return withKeyedMutex(db, groupId, async (hadToWait) => {
    if (performance.now() < (locked.get(groupId) ?? 0))
      throw new DatabaseBusyError('another session has locked the group')
    locked.delete(groupId)
    try {
      return await work(hadToWait)
    } catch (error) {
      if (databaseFailure(error) === 'busy') locked.set(groupId, performance.now() + REFUSED_FOR_MS)
      throw error
    }
  })
}
