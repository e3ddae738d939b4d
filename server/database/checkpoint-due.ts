import { MINUTE_MS } from '#contract/time-units.ts'

/** How long the write-ahead log was at some time. */
export interface LogState {
  /** In bytes since its beginning. */
  position: number
  /** In milliseconds of a monotonic clock. */
  time: number
}

const CHECKPOINT_AFTER_MS = 5 * MINUTE_MS
const CHECKPOINT_AFTER_BYTES = 32 * 1024 * 1024

/**
 * Whether a checkpoint should flush the writes since the last one: rarely enough to cost nothing, often enough that the
 * log stays small and is soon replayed after a crash.
 */
export function isCheckpointDue(last: LogState | null, now: LogState): boolean {
  // A killed process may have left writes in the log that are not counted.
  if (last === null) return true
  const written = now.position - last.position
  return written >= CHECKPOINT_AFTER_BYTES || (written > 0 && now.time - last.time >= CHECKPOINT_AFTER_MS)
}
