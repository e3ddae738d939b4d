import { DAY_MS, SECOND_MS } from '#contract/time-units.ts'

/** How long before its first start a demo fleet's history begins. */
export const HISTORY_LENGTH = 30 * DAY_MS

/** How often a node that is not updating asks for updates. A real one asks every 50 minutes or so. */
export const CHECK_INTERVAL = 60 * SECOND_MS
