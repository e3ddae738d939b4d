/** The last of each group's queue, by the database that the group is in. */
const queues = new WeakMap<object, Map<string, Promise<unknown>>>()

/**
 * Runs `work` when all that this process began earlier for the group has ended. The group's lock alone would do,
 * but everyone who waits for that holds a connection, and there are few. `work` is told whether it had to wait.
 */
export async function withKeyedMutex<Result>(
  db: object,
  groupId: string,
  work: (hadToWait: boolean) => Promise<Result>,
): Promise<Result> {
  const queue = queues.get(db) ?? new Map<string, Promise<unknown>>()
  queues.set(db, queue)
  const before = queue.get(groupId)
  const turn = before ? before.then(() => work(true)) : work(false)
  const settled = turn.catch(() => {})
  queue.set(groupId, settled)
  try {
    return await turn
  } finally {
    if (queue.get(groupId) === settled) queue.delete(groupId)
  }
}
