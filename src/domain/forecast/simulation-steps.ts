import type { UpdatePolicy } from '#contract/group.ts'
import { officeHoursFrom } from '#contract/office-hours.ts'
import { SECOND_MS } from '#contract/time-units.ts'

/** The time ahead, divided into steps of equal length. */
export interface SimulationSteps {
  count: number
  /** The length of one step. */
  seconds: number
  periodSteps: number
  timeoutSteps: number
  /** The next step in which updates are open: the step itself while they are, `count` where they open no more. */
  opensAt: (step: number) => number
}

/** A node checks in about every 45 minutes, so shorter steps would change nothing. */
const USUAL_STEP_S = 150
const STEPS_PER_CHECK_IN = 18
const MIN_STEP_S = 5
const MAX_STEPS = 16_000

interface Lengths {
  periodSeconds: number
  timeoutSeconds: number
  checkInIntervalSeconds: number
  /** The longest time to simulate, as far as it can be estimated beforehand. */
  totalSeconds: number
}

/**
 * Chooses steps that divide the period evenly. A shorter period becomes one step: the limit also caps the updates in
 * progress, so grants repeat no faster than an update takes. Null where the time ahead would take too many steps.
 */
export function simulationSteps(
  policy: UpdatePolicy,
  { periodSeconds, timeoutSeconds, checkInIntervalSeconds, totalSeconds }: Lengths,
  now: number,
): SimulationSteps | null {
  const usual = Math.min(USUAL_STEP_S, Math.max(MIN_STEP_S, checkInIntervalSeconds / STEPS_PER_CHECK_IN))
  const wanted = Math.max(usual, totalSeconds / MAX_STEPS)
  if (wanted > Math.max(periodSeconds, usual)) return null
  const seconds = periodSeconds <= wanted ? wanted : periodSeconds / Math.floor(periodSeconds / wanted)
  const count = Math.min(MAX_STEPS, Math.ceil(totalSeconds / seconds))
  const opens = policy.policy_office_hours
    ? openingSteps(policy.policy_timezone, now, seconds * SECOND_MS, count)
    : null
  return {
    count,
    seconds,
    periodSteps: Math.max(1, Math.round(periodSeconds / seconds)),
    timeoutSteps: Math.max(1, Math.round(timeoutSeconds / seconds)),
    opensAt: (step) => opens?.[step] ?? step,
  }
}

/** For each step, the next one in which office hours are open; `count` where they open no more. */
function openingSteps(timezone: string | null, from: number, stepMs: number, count: number): Int32Array {
  const next = Int32Array.from({ length: count }, (_, step) => step)
  let closed = 0
  for (const [opens, closes] of officeHoursFrom(timezone, from)) {
    const first = Math.max(0, Math.ceil((opens - from) / stepMs))
    next.fill(Math.min(first, count), closed, Math.min(first, count))
    if (first >= count) break
    closed = Math.max(first, Math.ceil((closes - from) / stepMs))
  }
  return next
}
