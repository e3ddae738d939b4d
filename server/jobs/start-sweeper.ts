import { SECOND_MS } from '#contract/time-units.ts'
import { type PeriodicTask, startPeriodicTask } from '#server/concurrency/start-periodic-task.ts'
import type { Context } from '#server/context.ts'
import type { DatabaseLog } from '#server/database/database.ts'
import { sweepDeleted } from '#server/deletion/sweep-deleted.ts'
import { isLoggedAsOutage } from '#server/errors/database-failure.ts'

const INTERVAL_MS = SECOND_MS

/** Deletes what deleted groups and applications left, also those of a process that has ended since. */
export const startSweeper = ({ db }: Context, log: DatabaseLog): PeriodicTask =>
  startPeriodicTask(async () => void (await sweepDeleted(db)), {
    intervalMs: INTERVAL_MS,
    runAtStart: true,
    onError: (error) => {
      if (!isLoggedAsOutage(error)) log(`Failed to delete what a deleted group left: ${String(error)}`)
    },
  })
