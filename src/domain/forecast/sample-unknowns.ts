import type { Random } from '#contract/random.ts'
import type { RolloutSnapshot } from '#src/domain/rollout/rollout-snapshot.ts'

/** What isn't known of a rollout, guessed once for a run; shares are 0 to 1. */
export interface SampledUnknowns {
  medianSeconds: number
  /** Of the logarithm of how long an update takes. */
  spread: number
  askSeconds: number
  /** Updates that fail, at a node's first try and after a failure. */
  fails: number
  failsAgain: number
  /** Updates that are never heard of again; and those under way now of which that is so. */
  hangs: number
  hangingNow: number
  /** Of the updates that have timed out, those that complete all the same. */
  lateShare: number
  grantedInLastPeriod: number
  /** The same, by how many steps of `length` seconds they are old. */
  grantsInPeriod: (length: number) => { nodes: number; stepsAgo: number }[]
}

/** From grant to completion while none has completed: minutes for small images, hours where reboots wait their turn. */
const QUICK_UPDATE_S = 4 * 60
export const SLOW_UPDATE_S = 90 * 60
const HOUR_S = 3600

/** Draws what isn't known, as widely as little is known of it. */
export function sampleUnknowns(
  facts: RolloutSnapshot,
  { periodSeconds, timeoutSeconds }: { periodSeconds: number; timeoutSeconds: number },
  now: number,
  random: Random,
): SampledUnknowns {
  const completed = facts.completionsPerHour.reduce((sum, nodes) => sum + nodes, 0)
  const ended = completed + facts.failed + facts.timedOut
  const normal = () => 1.4 * (random.next() + random.next() + random.next() - 1.5)
  // The first to complete are the fastest.
  const medianSeconds =
    facts.medianUpdateSeconds === null
      ? Math.min(2 * timeoutSeconds, QUICK_UPDATE_S * (SLOW_UPDATE_S / QUICK_UPDATE_S) ** random.next())
      : facts.medianUpdateSeconds * Math.exp((0.4 + 1.2 * normal()) / Math.sqrt(completed + 2))
  const share = (nodes: number) =>
    Math.min(0.95, ((nodes + random.next() * 0.5) / (ended + 3)) * Math.exp(0.7 * normal()))
  const hangs = facts.timedOut === 0 && ended < 100 ? random.next() * 0.004 : share(facts.timedOut)
  const [isHopeless, isTransient] = [random.chance(0.35), random.chance(0.5)]
  const fails = share(facts.failed)
  const grantedInLastPeriod =
    facts.grantedInLastPeriod ??
    Math.round(
      Math.min(facts.policy.policy_max_updates_per_period, facts.inProgress) * random.between(0.3, 1),
    )
  return {
    medianSeconds: Math.max(30, medianSeconds),
    spread: random.between(0.2, 0.8),
    askSeconds: facts.askIntervalSeconds * random.between(0.95, 1.05),
    fails,
    failsAgain: isHopeless ? 1 : isTransient ? Math.min(0.9, fails) : random.between(0.2, 0.7),
    hangs,
    hangingNow: Math.min(0.9, hangs * random.between(1, 4)),
    lateShare: random.chance(0.5) ? 0 : random.next(),
    grantedInLastPeriod,
    grantsInPeriod: (length) => {
      const ages = grantAges(facts, { grantedInLastPeriod, medianSeconds, periodSeconds }, now, random)
      return ages.map(({ nodes, secondsAgo }) => ({ nodes, stepsAgo: Math.floor(secondsAgo / length) }))
    },
  }
}

/**
 * How old the grants of the last period are: those under way no older than an update takes, the others by when
 * updates completed.
 */
function grantAges(
  { inProgress, completionsPerHour }: RolloutSnapshot,
  {
    grantedInLastPeriod,
    medianSeconds,
    periodSeconds,
  }: Record<'grantedInLastPeriod' | 'medianSeconds' | 'periodSeconds', number>,
  now: number,
  random: Random,
): { nodes: number; secondsAgo: number }[] {
  const underWay = Math.min(inProgress, grantedInLastPeriod)
  const latest = Math.min(periodSeconds, 1.5 * medianSeconds)
  const ages = evenly(underWay, 0, latest, random)
  let left = grantedInLastPeriod - underWay
  const intoHour = (now / 1000) % HOUR_S
  for (let hoursAgo = 0; hoursAgo < completionsPerHour.length && left > 0; hoursAgo++) {
    const completed = Math.min(left, completionsPerHour.at(-1 - hoursAgo) ?? 0)
    const from = hoursAgo === 0 ? 0 : intoHour + (hoursAgo - 1) * HOUR_S
    const to = intoHour + hoursAgo * HOUR_S
    ages.push(...evenly(completed, from + medianSeconds, to + medianSeconds, random))
    left -= completed
  }
  ages.push(...evenly(left, 0, periodSeconds, random))
  return ages.map(({ nodes, secondsAgo }) => ({ nodes, secondsAgo: Math.min(secondsAgo, periodSeconds) }))
}

function evenly(nodes: number, from: number, to: number, random: Random) {
  const parts = Math.min(nodes, 12)
  return Array.from({ length: parts }, (_, part) => ({
    nodes: Math.floor(((part + 1) * nodes) / parts) - Math.floor((part * nodes) / parts),
    secondsAgo: from + ((part + random.next()) / parts) * (to - from),
  }))
}
