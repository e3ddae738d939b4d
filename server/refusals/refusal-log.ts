import { SECOND_MS } from '#contract/time-units.ts'
import { MAX_REFUSED, MAX_REFUSED_OF_ADDRESS } from '#contract/refused-check-in.ts'
import type { Context } from '#server/context.ts'
import { cutRefusal, type Refusal, refusalId } from './refusal.ts'
import { type CountedRefusal, writeRefusals } from './refusal-queries.ts'

const WRITE_AFTER_MS = 5 * SECOND_MS

/**
 * Collects refused check-ins, and writes them together a few seconds later: whoever sends nonsense makes no more writes than
 * anybody else, however much it is. Holds as many as the table does.
 */
export class RefusalLog {
  readonly #context: Context
  readonly #onError: (error: unknown) => void
  #pending = new Map<string, CountedRefusal>()
  #addresses = new Map<string, number>()
  #timer: NodeJS.Timeout | null = null

  constructor(context: Context, onError: (error: unknown) => void) {
    this.#context = context
    this.#onError = onError
  }

  /** Takes no time worth mentioning, and never throws. */
  note(sent: Refusal): void {
    const refusal = cutRefusal(sent)
    const id = refusalId(refusal)
    const now = this.#context.clock.now()
    const known = this.#pending.get(id)
    if (known) {
      known.times += 1
      known.last = now
      return
    }
    const ofAddress = this.#addresses.get(refusal.address) ?? 0
    if (this.#pending.size >= MAX_REFUSED || ofAddress >= MAX_REFUSED_OF_ADDRESS) return
    this.#addresses.set(refusal.address, ofAddress + 1)
    this.#pending.set(id, { id, refusal, first: now, last: now, times: 1 })
    this.#timer ??= setTimeout(() => void this.flush(), WRITE_AFTER_MS).unref()
  }

  /** Writes what was collected. A failure is reported, and loses it: machines check in again. */
  async flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    const pending = [...this.#pending.values()]
    this.#pending = new Map()
    this.#addresses = new Map()
    if (pending.length === 0) return
    try {
      await writeRefusals(this.#context.db, pending, this.#context.clock.now())
    } catch (error) {
      this.#onError(error)
    }
  }
}
