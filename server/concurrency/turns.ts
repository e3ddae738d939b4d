import { abandonedRead } from './run-as-read.ts'

/** So that reads go on while check-ins and writes never pause. */
const MAX_URGENT_IN_A_ROW = 16

interface Waiter {
  begin: () => void
}

/**
 * A queue for a few turns at once. Urgent work goes before other work, and both in the order of their calls; after 16
 * urgent turns in a row, one that has been waiting behind them is next.
 */
export class Turns {
  readonly #urgent = new Set<Waiter>()
  readonly #others = new Set<Waiter>()
  #free: number
  #urgentInARow = 0

  /** @param concurrency how many turns there are at once */
  constructor(concurrency: number) {
    this.#free = concurrency
  }

  /**
   * Resolves when it is the caller's turn, with the function that ends it, which the caller must call on every path.
   * Rejects with the reason of `signal` if that aborts before.
   */
  take({ urgent, signal }: { urgent: boolean; signal?: AbortSignal }): Promise<() => void> {
    if (signal?.aborted) return Promise.reject(abandonedRead(signal))
    const queue = urgent ? this.#urgent : this.#others
    return new Promise((resolve, reject) => {
      const leave = () => {
        queue.delete(waiter)
        if (signal) reject(abandonedRead(signal))
      }
      const waiter = {
        begin: () => {
          signal?.removeEventListener('abort', leave)
          resolve(this.#turn())
        },
      }
      signal?.addEventListener('abort', leave, { once: true })
      queue.add(waiter)
      this.#next()
    })
  }

  #turn(): () => void {
    let hasEnded = false
    return () => {
      if (hasEnded) return
      hasEnded = true
      this.#free++
      this.#next()
    }
  }

  #next(): void {
    if (this.#free === 0) return
    const isOthersTurn = this.#urgent.size === 0 || this.#urgentInARow >= MAX_URGENT_IN_A_ROW
    const queue = isOthersTurn && this.#others.size > 0 ? this.#others : this.#urgent
    const [waiter] = queue
    if (!waiter) return
    this.#urgentInARow = queue === this.#urgent ? this.#urgentInARow + 1 : 0
    queue.delete(waiter)
    this.#free--
    waiter.begin()
  }
}
