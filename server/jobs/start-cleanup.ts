import { DAY_MS } from '#contract/time-units.ts'
import type { Context } from '#server/context.ts'
import { deleteAuditEntriesBefore } from '#server/audit/audit-queries.ts'
import type { DatabaseLog } from '#server/database/connect.ts'
import { compactCounts } from './compact-counts.ts'

export interface Cleanup {
  /** Waits for what is running. */
  stop(): Promise<void>
}

interface CleanupOptions {
  /** How long entries of the audit log are kept. */
  auditLogDays: number
  log: DatabaseLog
}

/** At the start and once a day. */
export function startCleanup({ db, clock }: Context, { auditLogDays, log }: CleanupOptions): Cleanup {
  let running: Promise<void> | null = null
  const tidy = async (now: Date) => {
    await compactCounts(db, now)
    await deleteAuditEntriesBefore(db, new Date(now.getTime() - auditLogDays * DAY_MS))
  }
  const tidyUnlessRunning = () => {
    running ??= tidy(clock.now())
      .catch((error: unknown) => log(`Cleanup the database failed: ${String(error)}`))
      .finally(() => {
        running = null
      })
  }
  const timer = setInterval(tidyUnlessRunning, DAY_MS)
  timer.unref()
  tidyUnlessRunning()
  return {
    stop: async () => {
      clearInterval(timer)
      await running
    },
  }
}
