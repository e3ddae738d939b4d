import { decideWithinLimits } from '#contract/update-rules/decide-within-limits.ts'
import { roomWithinLimits } from '#contract/update-rules/room-within-limits.ts'
import type { Random } from '#contract/random.ts'
import type { SampledUnknowns } from './sample-unknowns.ts'
import type { TimeSteps } from './time-steps.ts'
import type { RolloutSnapshot } from '#src/domain/rollout/rollout-snapshot.ts'

/** What kept nodes waiting in a step. */
export type Waiting = 'office-hours' | 'limit' | 'safe-mode' | 'nodes-asking' | 'updates-under-way'

export interface ForecastRun {
  /** The steps in which so many nodes as asked for were done; null for never. */
  reached: (number | null)[]
  /** For how many steps each thing kept the rollout waiting. */
  waited: Map<Waiting, number>
  /** Safe mode's brake tripped. */
  tripped: boolean
}

/** Of what stands at the beginning, and of what happens in one step. */
const MOST_PARTS = 36
const PARTS_OF_STEP = 10

/** Standard normal values, as many below as above, which stand for their twelfth each. */
const TWELFTHS = [-1.73, -1.15, -0.81, -0.55, -0.32, -0.105, 0.105, 0.32, 0.55, 0.81, 1.15, 1.73]

const normal = (part: number) => TWELFTHS[Math.floor(part * TWELFTHS.length)] ?? 0

/** One by one while they are few, in so many parts when they are many; tells each part's place, 0 to 1. */
function inParts(nodes: number, most: number, does: (nodes: number, place: number) => void): void {
  const parts = Math.min(nodes, most)
  for (let part = 0; part < parts; part++)
    does(Math.floor(((part + 1) * nodes) / parts) - Math.floor((part * nodes) / parts), part / parts)
}

/**
 * Plays a rollout forward once, in counts and not node by node: the waiting ask in their turn, the server's own rules
 * grant or hold them, updates take their time, fail or hang.
 * @param goals numbers of nodes to be done, ascending
 */
export function simulateRun(
  facts: RolloutSnapshot,
  guess: SampledUnknowns,
  steps: TimeSteps,
  goals: readonly number[],
  random: Random,
): ForecastRun {
  const { policy } = facts
  const { count, length, periodSteps, timeoutSteps, opensAt } = steps
  const asking = new Float64Array(count)
  const askingAgain = new Float64Array(count)
  const completing = new Float64Array(count)
  const failing = new Float64Array(count)
  /** Reach the timeout; and complete after it. */
  const timingOut = new Float64Array(count)
  const completingLate = new Float64Array(count)
  const leavingPeriod = new Float64Array(count)
  const askSteps = Math.max(1, guess.askSeconds / length)

  const add = (to: Float64Array, step: number, nodes: number) => {
    const at = Math.max(0, Math.floor(step))
    if (at < count) to[at] = (to[at] ?? 0) + nodes
  }
  /** Some nodes, each at its own step. */
  const spread = (nodes: number, to: Float64Array, stepOf: (part: number) => number, most = MOST_PARTS) =>
    inParts(nodes, most, (share, part) =>
      add(to, stepOf(part + random.next() / Math.min(nodes, most)), share),
    )
  const updateSteps = () =>
    (guess.medianSeconds * Math.exp(guess.spread * (normal(random.next()) + 0.3 * (random.next() - 0.5)))) /
    length
  const asksNext = () => askSteps * (1 + 0.11 * (2 * random.next() - 1))
  const randomRound = (value: number) => Math.floor(value + random.next())

  let { done, inProgress, timedOut, endedAtTarget } = facts
  let grantedInPeriod = guess.grantedInLastPeriod
  const waiting = Math.max(0, facts.nodes - done - inProgress - timedOut)
  const failed = Math.min(waiting, facts.failed)
  // Each of them asks once within one interval.
  spread(waiting - failed, asking, (part) => part * askSteps)
  spread(failed, askingAgain, (part) => part * askSteps)
  const hangingNow = Math.min(inProgress, randomRound(inProgress * guess.hangingNow))
  spread(inProgress - hangingNow, completing, () => random.next() * updateSteps())
  spread(hangingNow, timingOut, () => random.next() * timeoutSteps)
  spread(Math.round(timedOut * guess.lateShare), completingLate, () => 2 * random.next() * updateSteps())
  for (const { nodes, stepsAgo } of guess.grantsInPeriod(length))
    add(leavingPeriod, Math.max(0, periodSteps - stepsAgo), nodes)

  const reached = goals.map((goal): number | null => (done >= goal ? 0 : null))
  const waited = new Map<Waiting, number>()
  let left = waiting
  let nextGoal = reached.findIndex((step) => step === null)
  let tripped = false
  for (let step = 0; step < count && nextGoal !== -1 && nextGoal < goals.length; step++) {
    const completed = completing[step] ?? 0
    const failedNow = failing[step] ?? 0
    const hung = timingOut[step] ?? 0
    const late = completingLate[step] ?? 0
    inProgress = Math.max(0, inProgress - completed - failedNow - hung)
    timedOut = Math.max(0, timedOut + hung - late)
    done += completed + late
    endedAtTarget += completed + late + failedNow
    grantedInPeriod = Math.max(0, grantedInPeriod - (leavingPeriod[step] ?? 0))
    left += failedNow
    if (failedNow > 0) spread(failedNow, askingAgain, (part) => step + 1 + part * askSteps, PARTS_OF_STEP)
    while (nextGoal < goals.length && done >= (goals[nextGoal] ?? 0)) reached[nextGoal++] = step

    const [fresh, again] = [asking[step] ?? 0, askingAgain[step] ?? 0]
    const asks = fresh + again
    let granted = 0
    let why: Waiting = left > 0 ? 'nodes-asking' : 'updates-under-way'
    const opens = opensAt(step)
    if (opens > step) {
      if (left > 0) why = 'office-hours'
    } else if (asks > 0) {
      const counts = {
        granted_in_last_period: grantedInPeriod,
        in_progress: inProgress,
        timed_out: timedOut,
        ended_at_target: endedAtTarget,
      }
      granted = roomWithinLimits(policy, counts, asks)
      if (granted < asks) {
        const held = decideWithinLimits(policy, {
          ...counts,
          granted_in_last_period: grantedInPeriod + granted,
          in_progress: inProgress + granted,
        })
        why = policy.policy_safe_mode && endedAtTarget === 0 ? 'safe-mode' : 'limit'
        if (held.kind === 'hold' && held.reason === 'max-timed-out-updates') {
          tripped = true
          break
        }
      }
    }
    waited.set(why, (waited.get(why) ?? 0) + 1)
    const grantedAgain = asks === 0 ? 0 : Math.min(again, randomRound((granted * again) / asks))
    const grantedFresh = Math.min(fresh, granted - grantedAgain)
    granted = grantedFresh + grantedAgain
    const refused = asks - granted
    if (refused > 0) {
      // While updates are closed nothing comes of asking; by when they open, the questions lie anywhere.
      const [askAgain, parts]: [(part: number) => number, number] =
        opens > step ? [(part) => opens + part * askSteps, PARTS_OF_STEP] : [() => step + asksNext(), 3]
      spread(fresh - grantedFresh, asking, askAgain, parts)
      spread(again - grantedAgain, askingAgain, askAgain, parts)
    }
    if (granted === 0) continue
    left -= granted
    inProgress += granted
    grantedInPeriod += granted
    add(leavingPeriod, step + periodSteps, granted)
    const hang = Math.min(granted, randomRound(granted * guess.hangs))
    const fail = Math.min(
      granted - hang,
      randomRound(grantedFresh * guess.fails) + randomRound(grantedAgain * guess.failsAgain),
    )
    add(timingOut, step + timeoutSteps, hang)
    spread(fail, failing, () => step + 1 + random.next() * updateSteps(), PARTS_OF_STEP)
    inParts(granted - hang - fail, PARTS_OF_STEP, (nodes) => {
      const lasts = Math.max(1, updateSteps())
      if (lasts <= timeoutSteps) return add(completing, step + lasts, nodes)
      add(timingOut, step + timeoutSteps, nodes)
      add(completingLate, step + lasts, nodes)
    })
  }
  return { reached, waited, tripped }
}
