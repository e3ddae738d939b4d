import { setTimeout as delay } from 'node:timers/promises'
import { MINUTE_MS, SECOND_MS } from '#contract/time-units.ts'
import { databaseFailure } from '#server/errors/database-failure.ts'
import { errorMessage } from '#server/errors/error-message.ts'
import { limitLog } from '#server/errors/limit-log.ts'
import type { DatabaseLog } from './database.ts'

/** Between two probes of an outage. */
const PROBE_INTERVAL_MS = SECOND_MS
/** Between two lines about failures that are no outage. */
const QUIET_MS = MINUTE_MS

export interface OutageWatch {
  /** Takes any error of a connection or a statement. */
  note(error: unknown): void
  stop(): void
}

/**
 * Logs one line when the database becomes unavailable and one when it is back, however many requests fail meanwhile, and
 * at most one a minute about a broken connection or a timeout while the database works.
 * @param probe opens a connection of its own; rejects while the database is unavailable
 */
export function watchOutages(probe: () => Promise<void>, log: DatabaseLog): OutageWatch {
  const stopped = new AbortController()
  const { signal } = stopped
  let probing = false
  const logSometimes = limitLog(log, QUIET_MS)

  async function waitUntilBack(): Promise<void> {
    for (;;) {
      await delay(PROBE_INTERVAL_MS, undefined, { ref: false, signal })
      if ((await failureOf(probe)) === null) return
    }
  }

  async function examine(error: unknown): Promise<void> {
    const reason = await failureOf(probe)
    if (signal.aborted) return
    if (reason === null) {
      logSometimes('broken', `A connection to the database broke: ${errorMessage(error)}.`)
      return
    }
    const began = performance.now()
    log(`The database is unavailable: ${reason}. Requests are answered 503 until it is back.`)
    await waitUntilBack()
    log(`The database is available again, after ${Math.round((performance.now() - began) / SECOND_MS)} s.`)
  }

  async function examineOnce(error: unknown): Promise<void> {
    if (probing || signal.aborted) return
    probing = true
    try {
      await examine(error)
    } catch {
      // The stop aborts the wait.
    } finally {
      probing = false
    }
  }

  return {
    note(error) {
      const failure = databaseFailure(error)
      if (failure === 'busy' && !isCancelledByUser(error))
        logSometimes(
          'busy',
          `A statement exceeded its timeout: ${errorMessage(error)}. Its request was answered 503.`,
        )
      if (failure === 'unavailable') void examineOnce(error)
    },
    stop: () => stopped.abort(),
  }
}

/** PostgreSQL's message where we, or an administrator, stopped a statement: it has the code of a timeout too. */
const isCancelledByUser = (error: unknown) => errorMessage(error).includes('user request')

/** Null where the probe succeeds. */
async function failureOf(probe: () => Promise<void>): Promise<string | null> {
  try {
    await probe()
    return null
  } catch (error) {
    return errorMessage(error)
  }
}
