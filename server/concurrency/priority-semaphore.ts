import { abandonedReadError } from './run-as-read.ts'

/** So that reads go on while check-ins and writes never pause. */
const MAX_URGENT_IN_A_ROW = 16

interface Waiter {
  begin: () => void
}

/**
 * Lets a few callers in at once and queues the others. Urgent work goes before other work, and both in the order of their calls; after 16
 * urgent calls in a row, one that has been waiting behind them is next.
 */
export class PrioritySemaphore {
  readonly #urgent = new Set<Waiter>()
  readonly #others = new Set<Waiter>()
  #free: number
  #urgentInARow = 0

  /** @param concurrency how many callers hold a slot at once */
  constructor(concurrency: number) {
    this.#free = concurrency
  }

  /**
   * Resolves once the caller has a slot, with the function that releases it, which the caller must call on every path.
   * Rejects with the reason of `signal` if that aborts before.
   */
  acquire({ urgent, signal }: { urgent: boolean; signal?: AbortSignal }): Promise<() => void> {
    if (signal?.aborted) return Promise.reject(abandonedReadError(signal))
    const queue = urgent ? this.#urgent : this.#others
    return new Promise((resolve, reject) => {
      const leave = () => {
        queue.delete(waiter)
        if (signal) reject(abandonedReadError(signal))
      }
      const waiter = {
        begin: () => {
          signal?.removeEventListener('abort', leave)
          resolve(this.#slot())
        },
      }
      signal?.addEventListener('abort', leave, { once: true })
      queue.add(waiter)
      this.#next()
    })
  }

  #slot(): () => void {
    let isReleased = false
    return () => {
      if (isReleased) return
      isReleased = true
      this.#free++
      this.#next()
    }
  }

  #next(): void {
    if (this.#free === 0) return
    const isForOthers = this.#urgent.size === 0 || this.#urgentInARow >= MAX_URGENT_IN_A_ROW
    const queue = isForOthers && this.#others.size > 0 ? this.#others : this.#urgent
    const [waiter] = queue
    if (!waiter) return
    this.#urgentInARow = queue === this.#urgent ? this.#urgentInARow + 1 : 0
    queue.delete(waiter)
    this.#free--
    waiter.begin()
  }
}
