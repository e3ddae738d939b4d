import type { Context } from '#server/context.ts'
import { CLOCK_TOLERANCE_MS, correctFutureTimes } from './future-times-queries.ts'

/**
 * Corrects times in the future, if there are any, and logs it.
 * @param log receives one line
 */
export async function correctClock({ db, clock }: Context, log: (line: string) => void): Promise<void> {
  const corrected = await correctFutureTimes(db, clock.now())
  if (!corrected) return
  const { nodes, history_entries } = corrected
  log(
    `The clock was ahead and has been set back: the times of ${nodes} nodes and ${history_entries} history entries were in the future, and are now the present.`,
  )
}

/**
 * Returns a function to call before each decision: when the clock has been set back since the last call, it corrects the
 * times that were written meanwhile, so that rollouts go on at once.
 */
export function createClockFollower(context: Context, log: (line: string) => void): () => Promise<void> {
  let latest = 0
  let correcting: Promise<void> | null = null
  return async () => {
    const now = context.clock.now().getTime()
    if (now < latest - CLOCK_TOLERANCE_MS)
      correcting ??= correctClock(context, log).finally(() => {
        correcting = null
        latest = context.clock.now().getTime()
      })
    else latest = Math.max(latest, now)
    await correcting
  }
}
