import type { Context } from '#server/context.ts'
import { forgetJournalBefore } from '#server/journal/journal-queries.ts'
import type { DatabaseLog } from './connect.ts'
import { tidyCounts } from './tidy-counts.ts'

const DAY_MS = 24 * 60 * 60 * 1000

export interface Tidying {
  /** Waits for what is running. */
  stop(): Promise<void>
}

interface TidyingOptions {
  /** How long entries of the journal are kept. */
  journalDays: number
  log: DatabaseLog
}

/** At the start and once a day. */
export function startTidying({ db, clock }: Context, { journalDays, log }: TidyingOptions): Tidying {
  let running: Promise<void> | null = null
  const tidy = async (now: Date) => {
    await tidyCounts(db, now)
    await forgetJournalBefore(db, new Date(now.getTime() - journalDays * DAY_MS))
  }
  const tidyUnlessRunning = () => {
    running ??= tidy(clock.now())
      .catch((error: unknown) => log(`Tidying the database failed: ${String(error)}`))
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
