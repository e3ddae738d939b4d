import type { UpdatePolicy } from '#contract/group.ts'
import { officeHoursFrom } from '#contract/office-hours.ts'

/** The time ahead, cut into steps of one length. */
export interface TimeSteps {
  /** When the first begins, in ms. */
  from: number
  /** Of one step, in seconds. */
  length: number
  count: number
  periodSteps: number
  timeoutSteps: number
  /** The first step from that one on in which updates are open: itself while they are. */
  opensAt: (step: number) => number
}

/** A node asks about every 45 minutes: shorter steps would change nothing. */
const USUAL_STEP_S = 150
const STEPS_PER_QUESTION = 18
const MOST_STEPS = 16_000

interface Lengths {
  periodSeconds: number
  timeoutSeconds: number
  askSeconds: number
  /** How long it may take at most, as far as can be told beforehand. */
  wholeSeconds: number
}

/**
 * Steps that a period is a whole number of, or one of them where it is shorter: so many updates as a period allows
 * can't be under way at once in less time than an update takes. Null when it would take too many.
 */
export function timeSteps(policy: UpdatePolicy, lengths: Lengths, now: number): TimeSteps | null {
  const { periodSeconds, timeoutSeconds, askSeconds, wholeSeconds } = lengths
  const usual = Math.min(USUAL_STEP_S, Math.max(5, askSeconds / STEPS_PER_QUESTION))
  const wanted = Math.max(usual, wholeSeconds / MOST_STEPS)
  if (wanted > Math.max(periodSeconds, usual)) return null
  const length = periodSeconds <= wanted ? wanted : periodSeconds / Math.floor(periodSeconds / wanted)
  const count = Math.min(MOST_STEPS, Math.ceil(wholeSeconds / length))
  const opens = policy.policy_office_hours
    ? openingSteps(policy.policy_timezone, now, length * 1000, count)
    : null
  return {
    from: now,
    length,
    count,
    periodSteps: Math.max(1, Math.round(periodSeconds / length)),
    timeoutSteps: Math.max(1, Math.round(timeoutSeconds / length)),
    opensAt: (step) => opens?.[step] ?? step,
  }
}

/** Of each step, where updates open next; `count` where they don’t any more. */
function openingSteps(timezone: string | null, from: number, lengthMs: number, count: number): Int32Array {
  const next = Int32Array.from({ length: count }, (_, step) => step)
  let closed = 0
  for (const [opens, closes] of officeHoursFrom(timezone, from)) {
    const first = Math.max(0, Math.ceil((opens - from) / lengthMs))
    next.fill(Math.min(first, count), closed, Math.min(first, count))
    if (first >= count) break
    closed = Math.max(first, Math.ceil((closes - from) / lengthMs))
  }
  return next
}
