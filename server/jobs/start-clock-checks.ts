import { MINUTE_MS } from '#contract/time-units.ts'
import { type PeriodicTask, startPeriodicTask } from '#server/concurrency/start-periodic-task.ts'
import type { Context } from '#server/context.ts'
import type { DatabaseLog } from '#server/database/database.ts'
import { isLoggedAsOutage } from '#server/errors/database-failure.ts'
import { correctClock } from '#server/updates/follow-clock.ts'

/**
 * Corrects times in the future at the start and every ten minutes: the clock may have been set back while no process ran, or
 * another process's clock may be ahead.
 */
export const startClockChecks = (context: Context, log: DatabaseLog): PeriodicTask =>
  startPeriodicTask(() => correctClock(context, log), {
    intervalMs: 10 * MINUTE_MS,
    runAtStart: true,
    onError: (error) => {
      if (!isLoggedAsOutage(error)) log(`Failed to correct times in the future: ${String(error)}`)
    },
  })
