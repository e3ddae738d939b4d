import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises'
import { SECOND_MS } from '#contract/time-units.ts'

/** Callers of one key within a second from which its work counts as busy. */
const BUSY_CALLERS = 10
/** Busy work rests this many times as long as it took, so that it takes a twentieth of the time. */
const REST_FACTOR = 19
const MAX_REST_MS = 2 * SECOND_MS
/** So many callers get the result before other work of the process runs. */
const CALLERS_AT_ONCE = 50

interface Caller<Result> {
  resolve: (result: Result) => void
  reject: (error: unknown) => void
}

/** The callers of one key, who wait for the same result. */
interface Flight<Result> {
  waiting: Set<Caller<Result>>
  /** Those whose work is in progress. */
  served: Set<Caller<Result>>
  abandoned: AbortController
  /** In milliseconds of `performance.now()`, since the current second began. */
  countedSince: number
  callers: number
}

/**
 * Does the same work once for everyone who asks for it at a moment. The work begins after each of its callers has
 * called, so nobody gets a result from before; who calls while it is in progress shares the next one. For more than ten
 * callers a second it pauses in between, at most two seconds, so that any number of them leaves the process most of its
 * time.
 */
export class SingleFlight<Result> {
  readonly #keys = new Map<string, Flight<Result>>()

  /**
   * The result of the work of this key. Rejects once `signal` aborts; the work's own signal aborts when all its callers
   * have left.
   */
  run(key: string, signal: AbortSignal, work: (abandoned: AbortSignal) => Promise<Result>): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      const state = this.#keys.get(key) ?? this.#begin(key, work)
      const caller = {
        resolve: (result: Result) => {
          signal.removeEventListener('abort', leave)
          resolve(result)
        },
        reject: (error: unknown) => {
          signal.removeEventListener('abort', leave)
          reject(error)
        },
      }
      const leave = () => {
        reject(signal.reason)
        state.waiting.delete(caller)
        if (state.served.delete(caller) && state.served.size === 0) state.abandoned.abort()
      }
      if (signal.aborted) return leave()
      signal.addEventListener('abort', leave, { once: true })
      state.waiting.add(caller)
      countCaller(state)
    })
  }

  #begin(key: string, work: (abandoned: AbortSignal) => Promise<Result>): Flight<Result> {
    const state: Flight<Result> = {
      waiting: new Set(),
      served: new Set(),
      abandoned: new AbortController(),
      countedSince: performance.now(),
      callers: 0,
    }
    this.#keys.set(key, state)
    void this.#repeat(key, state, work)
    return state
  }

  async #repeat(
    key: string,
    state: Flight<Result>,
    work: (abandoned: AbortSignal) => Promise<Result>,
  ): Promise<void> {
    // Lets callers of the same moment share the first work.
    await Promise.resolve()
    while (state.waiting.size > 0) {
      const began = performance.now()
      // One at a time, or nothing would be shared.
      await serve(state, work)
      if (!isBusy(state)) continue
      const rest = Math.min(MAX_REST_MS, REST_FACTOR * (performance.now() - began))
      await delay(rest, undefined, { ref: false })
    }
    this.#keys.delete(key)
  }
}

async function serve<Result>(
  state: Flight<Result>,
  work: (abandoned: AbortSignal) => Promise<Result>,
): Promise<void> {
  state.served = state.waiting
  state.waiting = new Set()
  state.abandoned = new AbortController()
  let settle: (caller: Caller<Result>) => void
  try {
    const result = await work(state.abandoned.signal)
    settle = ({ resolve }) => resolve(result)
  } catch (error) {
    settle = ({ reject }) => reject(error)
  }
  let count = 0
  for (const caller of state.served) {
    settle(caller)
    state.served.delete(caller)
    // Between portions.
    if (++count % CALLERS_AT_ONCE === 0) await nextTurn()
  }
}

function countCaller(state: Pick<Flight<unknown>, 'countedSince' | 'callers'>): void {
  const now = performance.now()
  if (now - state.countedSince >= SECOND_MS) {
    state.countedSince = now
    state.callers = 0
  }
  state.callers++
}

const isBusy = ({ callers, countedSince }: Pick<Flight<unknown>, 'countedSince' | 'callers'>) =>
  callers > BUSY_CALLERS && performance.now() - countedSince < SECOND_MS
