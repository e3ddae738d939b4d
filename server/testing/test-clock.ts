import type { Clock } from '#server/clock.ts'

export interface TestClock extends Clock {
  /** Lets this many milliseconds pass. */
  pass(milliseconds: number): void
}

/** Stands still until a test lets time pass; starts on a Wednesday at noon, UTC. */
export function createTestClock(start = '2026-03-04T12:00:00Z'): TestClock {
  let now = Date.parse(start)
  return {
    now: () => new Date(now),
    pass: (milliseconds) => {
      now += milliseconds
    },
  }
}
