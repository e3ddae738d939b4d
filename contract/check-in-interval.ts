import { MINUTE_MS } from './time-units.ts'

/** update_engine checks for updates every 45 minutes, plus or minus five (`kTimeoutPeriodicInterval`, `kTimeoutRegularFuzz`). */
export const CHECK_IN_INTERVAL_MS = 45 * MINUTE_MS
export const MAX_CHECK_IN_INTERVAL_MS = 50 * MINUTE_MS
/** The demo's nodes check in every minute, so that there is something to see. */
export const DEMO_CHECK_IN_INTERVAL_MS = MINUTE_MS
