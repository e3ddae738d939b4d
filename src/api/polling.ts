import { SECOND_MS } from '#contract/time-units.ts'

/** While something moves. Slower than nodes can change what is shown would only delay the news. */
export const POLL_MOVING = 10 * SECOND_MS
/** While nothing does. A Nebraska keeps a node's repeated check-in for minutes, so faster is waste. */
export const POLL_RESTING = 60 * SECOND_MS
/** For a timeline, which a Nebraska computes at most once a minute. */
export const POLL_TIMELINE = 60 * SECOND_MS
/** For numbers that our server gathers from another and keeps for half a minute. */
export const POLL_GATHERED = 30 * SECOND_MS
/** While it gathers them. */
export const POLL_GATHERING = 2 * SECOND_MS
