import type { Duration } from '#contract/duration.ts'

/** A window after "in the last". */
export const WINDOW_WORDS: Record<Duration, string> = {
  '1h': 'hour',
  '1d': 'day',
  '7d': '7 days',
  '30d': '30 days',
}
