import { CHECK_IN_INTERVAL_MS } from '#contract/check-in-interval.ts'
import { SILENT_AFTER_MS } from '#contract/duration.ts'
import { MINUTE_MS, SECOND_MS } from '#contract/time-units.ts'
import { formatDuration } from '#src/lib/format-time.ts'
import { median } from '#src/lib/statistics.ts'
import type { Tone } from '#src/ui/tone.ts'

/** How often a node checks in. */
export interface CheckRhythm {
  /** The usual time between two check-ins, in ms. */
  everyMs: number
  /** Over how many of its own check-ins; null where too few are known, and Flatcar's default is assumed. */
  overGaps: number | null
}

/** The first check-ins after a boot are closer to each other than the others. */
const MIN_GAPS = 3

/** @param recentGaps seconds between its latest check-ins; empty where the update server does not record them */
export function checkRhythm(recentGaps: readonly number[]): CheckRhythm {
  const usual = recentGaps.length < MIN_GAPS ? null : median(recentGaps)
  return usual === null
    ? { everyMs: CHECK_IN_INTERVAL_MS, overGaps: null }
    : { everyMs: usual * SECOND_MS, overGaps: recentGaps.length }
}

export type Punctuality = 'on-time' | 'late' | 'silent'

/** Servers write a check-in that follows another within this only when something has changed. */
const UNRECORDED_MS = 5 * MINUTE_MS

/**
 * A node is late once it has missed a whole check-in: twice its usual time has passed.
 * @param sinceLastCheck in ms
 */
export function punctuality({ everyMs }: CheckRhythm, sinceLastCheck: number): Punctuality {
  if (sinceLastCheck >= SILENT_AFTER_MS) return 'silent'
  return sinceLastCheck > 2 * everyMs + UNRECORDED_MS ? 'late' : 'on-time'
}

const DESCRIPTIONS: Record<Punctuality, { label: string; tone: Tone }> = {
  'on-time': { label: 'On time', tone: 'good' },
  late: { label: 'Late', tone: 'waiting' },
  silent: { label: 'Silent', tone: 'waiting' },
}

export const describePunctuality = (state: Punctuality) => DESCRIPTIONS[state]

/** "usually every 47 min, by its last 8 check-ins", "expected every 45 min, Flatcar’s default". */
export function describeRhythm({ everyMs, overGaps }: CheckRhythm): string {
  const every = formatDuration(Math.round(everyMs / MINUTE_MS) * MINUTE_MS)
  return overGaps === null
    ? `expected every ${every}, Flatcar’s default`
    : `usually every ${every}, by its last ${overGaps + 1} check-ins`
}
