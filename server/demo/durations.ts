/** In milliseconds, as all times of the simulation are. */
export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** How long before its first start a demo fleet's history begins. */
export const HISTORY_LENGTH = 30 * DAY

/** How often a node that is not updating asks for updates. A real one asks every 50 minutes or so. */
export const CHECK_INTERVAL = 60 * SECOND
