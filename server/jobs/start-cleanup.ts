import { DAY_MS } from '#contract/time-units.ts'
import { deleteAuditEntriesBefore } from '#server/audit/audit-queries.ts'
import { type PeriodicTask, startPeriodicTask } from '#server/concurrency/start-periodic-task.ts'
import type { Context } from '#server/context.ts'
import type { DatabaseLog } from '#server/database/database.ts'
import { compactCounts } from './compact-counts.ts'

interface CleanupOptions {
  /** How many days audit entries are kept. */
  auditLogDays: number
  log: DatabaseLog
}

/** Deletes expired rows, at the start and once a day. */
export const startCleanup = ({ db, clock }: Context, { auditLogDays, log }: CleanupOptions): PeriodicTask =>
  startPeriodicTask(
    async () => {
      const now = clock.now()
      await compactCounts(db, now)
      await deleteAuditEntriesBefore(db, new Date(now.getTime() - auditLogDays * DAY_MS))
    },
    {
      intervalMs: DAY_MS,
      runAtStart: true,
      onError: (error) => log(`Failed to clean up the database: ${String(error)}`),
    },
  )
