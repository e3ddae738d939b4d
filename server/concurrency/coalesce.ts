interface Waiting<Item, Result> {
  item: Item
  resolve: (result: Result) => void
  reject: (error: unknown) => void
}

/** Keeps a statement at some kilobytes, and what waits for it short. */
const MOST_AT_ONCE = 200

/**
 * Runs one statement for all who ask at about the same time: those who come while one is under way share the next.
 * So everybody's statement begins after they asked, and they are answered after it is committed. `run` gives one
 * result for each item, in their order. When it fails, each item is run alone, so that one bad item fails alone.
 */
export function coalesce<Db extends object, Item, Result>(
  run: (db: Db, items: readonly Item[]) => Promise<Result[]>,
): (db: Db, item: Item) => Promise<Result> {
  const queues = new WeakMap<Db, Waiting<Item, Result>[]>()

  async function drain(db: Db, queue: Waiting<Item, Result>[]): Promise<void> {
    // What arrives with one read of the sockets goes together.
    await new Promise(setImmediate)
    while (queue.length > 0) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other, or nothing would be gathered
      await settle(db, queue.splice(0, MOST_AT_ONCE))
    }
    queues.delete(db)
  }

  async function settle(db: Db, batch: readonly Waiting<Item, Result>[]): Promise<void> {
    const items = batch.map(({ item }) => item)
    const results = await run(db, items).catch((error: unknown) => {
      if (batch.length === 1) batch[0]?.reject(error)
      return null
    })
    if (results === null && batch.length === 1) return
    if (results === null) await Promise.all(batch.map((waiting) => settle(db, [waiting])))
    else
      for (const [place, { resolve, reject }] of batch.entries()) {
        const result = results[place]
        if (result === undefined) reject(new Error('a batch gave too few results'))
        else resolve(result)
      }
  }

  return (db, item) =>
    new Promise((resolve, reject) => {
      const queue = queues.get(db)
      const waiting = { item, resolve, reject }
      if (queue) queue.push(waiting)
      else {
        const fresh = [waiting]
        queues.set(db, fresh)
        void drain(db, fresh)
      }
    })
}
