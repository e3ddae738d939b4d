import { databaseFailure } from '#server/errors/database-failure.ts'

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
 * runs alone, so that one invalid item fails alone; but not when the database is unavailable or busy, which each would meet.
 * @param partitionOf calls in different partitions share no batch and don't wait for each other
 */
export function coalesce<Db extends object, Item, Result>(
  run: (db: Db, items: readonly Item[]) => Promise<Result[]>,
  partitionOf: (item: Item) => string = () => '',
): (db: Db, item: Item) => Promise<Result> {
  type Queue = PendingCall<Item, Result>[]
  const queues = new WeakMap<Db, Map<string, Queue>>()

  async function drain(db: Db, queue: Queue, done: () => void): Promise<void> {
    // Lets requests that arrive in the same read of the sockets share the first batch.
    await new Promise(setImmediate)
    while (queue.length > 0) {
      // One batch at a time, or nothing would coalesce.
      await settle(db, queue.splice(0, MAX_BATCH_SIZE))
    }
    // In the same turn, or a call that comes in between would wait for ever.
    done()
  }

  async function settle(db: Db, batch: readonly PendingCall<Item, Result>[]): Promise<void> {
    let results: Result[]
    try {
      results = await run(
        db,
        batch.map(({ item }) => item),
      )
    } catch (error) {
      if (batch.length > 1 && databaseFailure(error) === null)
        await Promise.all(batch.map((call) => settle(db, [call])))
      else for (const { reject } of batch) reject(error)
      return
    }
    for (const [index, { resolve, reject }] of batch.entries()) {
      const result = results[index]
      if (result === undefined) reject(new Error('a batch returned too few results'))
      else resolve(result)
    }
  }

  return (db, item) =>
    new Promise((resolve, reject) => {
      const partitions = queues.get(db) ?? new Map<string, Queue>()
      queues.set(db, partitions)
      const partition = partitionOf(item)
      const call = { item, resolve, reject }
      const queue = partitions.get(partition)
      if (queue) queue.push(call)
      else {
        const newQueue = [call]
        partitions.set(partition, newQueue)
        void drain(db, newQueue, () => partitions.delete(partition))
      }
    })
}
