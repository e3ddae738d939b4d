import type { Random } from '#contract/random.ts'
import { HOUR_MS, SECOND_MS } from '#contract/time-units.ts'
import type { RolloutSnapshot } from '#src/domain/rollout/rollout-snapshot.ts'

/** What is unknown about a rollout, sampled once for each simulated run; rates are 0 to 1. */
export interface SampledUnknowns {
  /** From grant to completion. */
  medianSeconds: number
  /** Standard deviation of the logarithm of an update's duration. */
  spread: number
  checkInSeconds: number
  failureRate: number
  /** The failure rate of nodes whose latest update failed. */
  repeatFailureRate: number
  /** Updates that never end. */
  hangRate: number
  /** The same of the updates in progress at the start. */
  hangRateInProgress: number
  /** Timed-out updates that complete nevertheless. */
  lateCompletionRate: number
  grantedInLastPeriod: number
  /** The grants of the last period by age, in steps. */
  recentGrants: (stepSeconds: number) => { nodes: number; stepsAgo: number }[]
}

/** An update takes minutes with a small image and hours where reboots wait their turn. */
const QUICK_UPDATE_S = 4 * 60
export const SLOW_UPDATE_S = 90 * 60
const MIN_UPDATE_S = 30
const HOUR_S = HOUR_MS / SECOND_MS

interface Lengths {
  periodSeconds: number
  timeoutSeconds: number
}

/** Samples the unknowns; the fewer updates have ended, the wider they scatter. */
export function sampleUnknowns(
  snapshot: RolloutSnapshot,
  { periodSeconds, timeoutSeconds }: Lengths,
  now: number,
  random: Random,
): SampledUnknowns {
  const completed = snapshot.completionsPerHour.reduce((sum, nodes) => sum + nodes, 0)
  const ended = completed + snapshot.failed + snapshot.timedOut
  const normal = () => 1.4 * (random.next() + random.next() + random.next() - 1.5)
  // The measured median is too low at first, since quick updates complete before slow ones.
  const medianSeconds =
    snapshot.medianUpdateSeconds === null
      ? Math.min(2 * timeoutSeconds, QUICK_UPDATE_S * (SLOW_UPDATE_S / QUICK_UPDATE_S) ** random.next())
      : snapshot.medianUpdateSeconds * Math.exp((0.4 + 1.2 * normal()) / Math.sqrt(completed + 2))
  const rateOf = (nodes: number) =>
    Math.min(0.95, ((nodes + random.next() * 0.5) / (ended + 3)) * Math.exp(0.7 * normal()))
  const hangRate = snapshot.timedOut === 0 && ended < 100 ? random.next() * 0.004 : rateOf(snapshot.timedOut)
  const [alwaysRepeats, isIndependent] = [random.chance(0.35), random.chance(0.5)]
  const failureRate = rateOf(snapshot.failed)
  const grantedInLastPeriod = snapshot.grantedInLastPeriod ?? sampleGranted(snapshot, random)
  return {
    medianSeconds: Math.max(MIN_UPDATE_S, medianSeconds),
    spread: random.between(0.2, 0.8),
    checkInSeconds: snapshot.checkInIntervalSeconds * random.between(0.95, 1.05),
    failureRate,
    repeatFailureRate: alwaysRepeats
      ? 1
      : isIndependent
        ? Math.min(0.9, failureRate)
        : random.between(0.2, 0.7),
    hangRate,
    hangRateInProgress: Math.min(0.9, hangRate * random.between(1, 4)),
    lateCompletionRate: random.chance(0.5) ? 0 : random.next(),
    grantedInLastPeriod,
    recentGrants: (stepSeconds) => {
      const known = { grantedInLastPeriod, medianSeconds, periodSeconds }
      const grants = sampleGrantAges(snapshot, known, now, random)
      return grants.map(({ nodes, secondsAgo }) => ({
        nodes,
        stepsAgo: Math.floor(secondsAgo / stepSeconds),
      }))
    },
  }
}

const sampleGranted = ({ policy, inProgress }: RolloutSnapshot, random: Random) =>
  Math.round(Math.min(policy.policy_max_updates_per_period, inProgress) * random.between(0.3, 1))

/**
 * How old the grants of the last period are: those of updates in progress no older than an update takes, the others
 * as old as the completions suggest.
 */
function sampleGrantAges(
  { inProgress, completionsPerHour }: RolloutSnapshot,
  {
    grantedInLastPeriod,
    medianSeconds,
    periodSeconds,
  }: Record<'grantedInLastPeriod' | 'medianSeconds' | 'periodSeconds', number>,
  now: number,
  random: Random,
): { nodes: number; secondsAgo: number }[] {
  const granted = Math.min(inProgress, grantedInLastPeriod)
  const oldest = Math.min(periodSeconds, 1.5 * medianSeconds)
  const ages = spreadEvenly(granted, 0, oldest, random)
  let left = grantedInLastPeriod - granted
  const secondsIntoHour = (now / SECOND_MS) % HOUR_S
  for (let hoursAgo = 0; hoursAgo < completionsPerHour.length && left > 0; hoursAgo++) {
    const completed = Math.min(left, completionsPerHour.at(-1 - hoursAgo) ?? 0)
    const from = hoursAgo === 0 ? 0 : secondsIntoHour + (hoursAgo - 1) * HOUR_S
    const to = secondsIntoHour + hoursAgo * HOUR_S
    ages.push(...spreadEvenly(completed, from + medianSeconds, to + medianSeconds, random))
    left -= completed
  }
  ages.push(...spreadEvenly(left, 0, periodSeconds, random))
  return ages.map(({ nodes, secondsAgo }) => ({ nodes, secondsAgo: Math.min(secondsAgo, periodSeconds) }))
}

function spreadEvenly(nodes: number, from: number, to: number, random: Random) {
  const parts = Math.min(nodes, 12)
  return Array.from({ length: parts }, (_, part) => ({
    nodes: Math.floor(((part + 1) * nodes) / parts) - Math.floor((part * nodes) / parts),
    secondsAgo: from + ((part + random.next()) / parts) * (to - from),
  }))
}
