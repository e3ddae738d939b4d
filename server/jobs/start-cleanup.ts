import { DAY_MS } from '#contract/time-units.ts'
import { deleteAuditEntriesBefore } from '#server/audit/audit-queries.ts'
import { type PeriodicTask, startPeriodicTask } from '#server/concurrency/start-periodic-task.ts'
import type { Context } from '#server/context.ts'
import type { DatabaseLog } from '#server/database/database.ts'
import { deleteSessionsBefore } from '#server/sign-in/session-queries.ts'
import type { SessionLimits } from '#server/sign-in/sessions.ts'
import { isLoggedAsOutage } from '#server/errors/database-failure.ts'
import { compactCounts } from '#server/groups/compact-counts.ts'

interface CleanupOptions {
  /** How many days audit entries are kept. */
  auditLogDays: number
  session: SessionLimits
  log: DatabaseLog
}

/** Deletes expired rows, at the start and once a day. */
export const startCleanup = (
  { db, clock }: Context,
  { auditLogDays, session, log }: CleanupOptions,
): PeriodicTask =>
  startPeriodicTask(
    async () => {
      const now = clock.now()
      await compactCounts(db, now)
      const before = (age: number) => new Date(now.getTime() - age)
      await deleteAuditEntriesBefore(db, before(auditLogDays * DAY_MS))
      await deleteSessionsBefore(db, { created: before(session.maxMs), used: before(session.idleMs) })
    },
    {
      intervalMs: DAY_MS,
      runAtStart: true,
      onError: (error) => {
        if (!isLoggedAsOutage(error)) log(`Failed to clean up the database: ${String(error)}`)
      },
    },
  )
