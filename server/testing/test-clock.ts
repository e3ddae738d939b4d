import type { Clock } from '#server/clock.ts'

export interface TestClock extends Clock {
  /** Moves the time forward. */
  advance(milliseconds: number): void
}

/** A clock that moves only when a test advances it; starts on a Wednesday at noon, UTC. */
export function createTestClock(start = '2026-03-04T12:00:00Z'): TestClock {
  let now = Date.parse(start)
  return {
    now: () => new Date(now),
    advance: (milliseconds) => {
      now += milliseconds
    },
  }
}
