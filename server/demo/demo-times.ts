import { DAY_MS } from '#contract/time-units.ts'

/** The length of the simulated history before a demo's first start. */
export const HISTORY_LENGTH_MS = 30 * DAY_MS
