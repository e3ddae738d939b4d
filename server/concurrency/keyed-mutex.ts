/** The last queued work of each key, by owner. */
const queues = new WeakMap<object, Map<string, Promise<unknown>>>()

/**
 * Runs `work` once everything that this process queued earlier under the same key of `owner` has settled, and passes
 * it whether it had to wait. A row lock in the database serializes too, but each waiter holds one of a few connections;
 * a waiter here holds none.
 */
export async function withKeyedMutex<Result>(
  owner: object,
  key: string,
  work: (hadToWait: boolean) => Promise<Result>,
): Promise<Result> {
  const queue = queues.get(owner) ?? new Map<string, Promise<unknown>>()
  queues.set(owner, queue)
  const previous = queue.get(key)
  const current = previous ? previous.then(() => work(true)) : work(false)
  const settled = current.catch(() => {})
  queue.set(key, settled)
  try {
    return await current
  } finally {
    if (queue.get(key) === settled) queue.delete(key)
  }
}

/**
 * Resolves once everything queued earlier under the key has settled, with the function that lets later work begin. The
 * caller must call it on every path; it may be called again.
 */
export function acquireKeyedMutex(owner: object, key: string): Promise<() => void> {
  return new Promise((resolve) => {
    void withKeyedMutex(owner, key, () => new Promise<void>((release) => resolve(release)))
  })
}
