import { DAY_MS, SECOND_MS } from '#contract/time-units.ts'

/** The length of the simulated history before a demo's first start. */
export const HISTORY_LENGTH = 30 * DAY_MS

/** How often an idle node checks for updates. A real one checks about every 50 minutes. */
export const CHECK_INTERVAL = 60 * SECOND_MS
