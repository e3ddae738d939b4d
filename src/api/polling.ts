import { SECOND_MS } from '#contract/time-units.ts'

/** While nodes are updating: about as fast as their statuses change. */
export const POLL_ACTIVE_MS = 10 * SECOND_MS
/** While nothing changes. A Nebraska caches a node's repeated check-in for minutes, so faster polls find nothing new. */
export const POLL_IDLE_MS = 60 * SECOND_MS
/** For a timeline, which a Nebraska computes at most once a minute. */
export const POLL_TIMELINE_MS = 60 * SECOND_MS
/** For what Platte's server gathers from another update server and caches for half a minute. */
export const POLL_GATHERED_MS = 30 * SECOND_MS
/** While Platte's server is gathering. */
export const POLL_GATHERING_MS = 2 * SECOND_MS
