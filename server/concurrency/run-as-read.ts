import { AsyncLocalStorage } from 'node:async_hooks'
import { setMaxListeners } from 'node:events'

interface RunningRead {
  /** Aborts when nobody waits for the result any more. */
  signal: AbortSignal
}

const running = new AsyncLocalStorage<RunningRead>()

/**
 * Runs `work` as a read: its queries come after those of check-ins and writes (`createPriorityPool`), and fail once `signal`
 * aborts. What runs outside is urgent.
 */
export function runAsRead<Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
  // Each of its queries listens.
  setMaxListeners(0, signal)
  return running.run({ signal }, work)
}

/** The read that the caller is a part of; null outside of one. */
export function currentRead(): RunningRead | null {
  return running.getStore() ?? null
}

/** The error of a read whose signal has aborted. */
export function abandonedReadError({ reason }: AbortSignal): Error {
  return reason instanceof Error ? reason : new DOMException('Nobody waits for it any more.', 'AbortError')
}
