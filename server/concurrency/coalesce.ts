interface PendingCall<Item, Result> {
  item: Item
  resolve: (result: Result) => void
  reject: (error: unknown) => void
}

/** Keeps a batch's statement at some kilobytes, and the wait for it short. */
const MAX_BATCH_SIZE = 200

/**
 * Turns a function of many items into one of a single item that batches concurrent calls: those made while a batch
 * runs share the next one. So a batch always starts after the calls in it were made, and a call resolves after its
 * batch is committed. `run` returns one result for each item, in their order. When a batch fails, each of its items
 * runs alone, so that one invalid item fails alone.
 */
export function coalesce<Db extends object, Item, Result>(
  run: (db: Db, items: readonly Item[]) => Promise<Result[]>,
): (db: Db, item: Item) => Promise<Result> {
  const queues = new WeakMap<Db, PendingCall<Item, Result>[]>()

  async function drain(db: Db, queue: PendingCall<Item, Result>[]): Promise<void> {
    // Lets requests that arrive in the same read of the sockets share the first batch.
    await new Promise(setImmediate)
    while (queue.length > 0) {
      // oxlint-disable-next-line no-await-in-loop -- one batch at a time, or nothing would coalesce
      await settle(db, queue.splice(0, MAX_BATCH_SIZE))
    }
    queues.delete(db)
  }

  async function settle(db: Db, batch: readonly PendingCall<Item, Result>[]): Promise<void> {
    const items = batch.map(({ item }) => item)
    const results = await run(db, items).catch((error: unknown) => {
      if (batch.length === 1) batch[0]?.reject(error)
      return null
    })
    if (results === null && batch.length === 1) return
    if (results === null) await Promise.all(batch.map((call) => settle(db, [call])))
    else
      for (const [index, { resolve, reject }] of batch.entries()) {
        const result = results[index]
        if (result === undefined) reject(new Error('a batch returned too few results'))
        else resolve(result)
      }
  }

  return (db, item) =>
    new Promise((resolve, reject) => {
      const queue = queues.get(db)
      const call = { item, resolve, reject }
      if (queue) queue.push(call)
      else {
        const newQueue = [call]
        queues.set(db, newQueue)
        void drain(db, newQueue)
      }
    })
}
