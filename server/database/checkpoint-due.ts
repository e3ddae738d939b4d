import { MINUTE_MS } from '#contract/time-units.ts'

/** How far the log of writes was at some time. */
export interface LogState {
  /** In bytes since its beginning. */
  position: number
  /** In milliseconds, of a clock that only goes forward. */
  time: number
}

const AFTER_MS = 5 * MINUTE_MS
const AFTER_BYTES = 32 * 1024 * 1024

/**
 * Whether what was written since the last checkpoint should go into the tables' files: seldom enough to
 * cost nothing, often enough that the log stays small and is soon replayed after a crash.
 */
export function isCheckpointDue(last: LogState | null, now: LogState): boolean {
  // What a process that was killed left in the log, nobody has counted.
  if (last === null) return true
  const written = now.position - last.position
  return written >= AFTER_BYTES || (written > 0 && now.time - last.time >= AFTER_MS)
}
