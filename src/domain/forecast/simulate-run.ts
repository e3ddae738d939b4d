import type { UpdatePolicy } from '#contract/group.ts'
import type { Random } from '#contract/random.ts'
import { decideWithinLimits } from '#contract/update-rules/decide-within-limits.ts'
import { grantsWithinLimits } from '#contract/update-rules/grants-within-limits.ts'
import type { RolloutSnapshot } from '#src/domain/rollout/rollout-snapshot.ts'
import type { WaitReason } from './forecast.ts'
import type { SampledUnknowns } from './sample-unknowns.ts'
import type { SimulationSteps } from './simulation-steps.ts'
import { forParts, StepSchedule } from './step-schedule.ts'

export interface SimulatedRun {
  /** The step in which each goal was reached; null for never. */
  reached: (number | null)[]
  /** For how many steps the rollout waited for each reason. */
  waited: Map<WaitReason, number>
  /** Whether safe mode switched updates off. */
  tripped: boolean
}

/**
 * Simulates a rollout once, in counts rather than node by node: waiting nodes check in, the server's own rules grant
 * or hold them, and updates complete, fail or hang.
 * @param goals numbers of nodes to be done, ascending
 */
export function simulateRun(
  snapshot: RolloutSnapshot,
  unknowns: SampledUnknowns,
  steps: SimulationSteps,
  goals: readonly number[],
  random: Random,
): SimulatedRun {
  return new Simulation(snapshot, unknowns, steps, random).run(goals)
}

/** Parts into which the nodes of the snapshot are divided, and those of one step. */
const START_PARTS = 36
const STEP_PARTS = 10

/** Twelve equally likely values of a standard normal distribution. */
const NORMAL_VALUES = [-1.73, -1.15, -0.81, -0.55, -0.32, -0.105, 0.105, 0.32, 0.55, 0.81, 1.15, 1.73]

/** @param quantile 0 to 1 */
const normalValue = (quantile: number) => NORMAL_VALUES[Math.floor(quantile * NORMAL_VALUES.length)] ?? 0

/** Nodes that check in during a step: those to be offered the target for the first time, and those that failed. */
interface CheckIns {
  fresh: number
  failed: number
}

interface Outcome {
  granted: number
  reason: WaitReason
  trips: boolean
}

class Simulation {
  readonly #policy: UpdatePolicy
  readonly #unknowns: SampledUnknowns
  readonly #steps: SimulationSteps
  readonly #random: Random
  readonly #checkInSteps: number

  readonly #freshCheckIns: StepSchedule
  readonly #failedCheckIns: StepSchedule
  readonly #completions: StepSchedule
  readonly #failures: StepSchedule
  readonly #timeouts: StepSchedule
  /** Updates that complete after their timeout. */
  readonly #lateCompletions: StepSchedule
  /** Grants that no longer count for the period. */
  readonly #periodEnds: StepSchedule

  #done: number
  #inProgress: number
  #timedOut: number
  #endedAtTarget: number
  #grantedInPeriod: number
  /** Nodes below the target without an update in progress. */
  #waiting: number

  constructor(snapshot: RolloutSnapshot, unknowns: SampledUnknowns, steps: SimulationSteps, random: Random) {
    const schedule = () => new StepSchedule(steps.count)
    this.#policy = snapshot.policy
    this.#unknowns = unknowns
    this.#steps = steps
    this.#random = random
    this.#checkInSteps = Math.max(1, unknowns.checkInSeconds / steps.seconds)
    this.#freshCheckIns = schedule()
    this.#failedCheckIns = schedule()
    this.#completions = schedule()
    this.#failures = schedule()
    this.#timeouts = schedule()
    this.#lateCompletions = schedule()
    this.#periodEnds = schedule()
    this.#done = snapshot.done
    this.#inProgress = snapshot.inProgress
    this.#timedOut = snapshot.timedOut
    this.#endedAtTarget = snapshot.endedAtTarget
    this.#grantedInPeriod = unknowns.grantedInLastPeriod
    this.#waiting = Math.max(0, snapshot.nodes - snapshot.done - snapshot.inProgress - snapshot.timedOut)
    this.#scheduleStart(snapshot)
  }

  run(goals: readonly number[]): SimulatedRun {
    const reached = goals.map((goal): number | null => (this.#done >= goal ? 0 : null))
    const waited = new Map<WaitReason, number>()
    let nextGoal = reached.findIndex((step) => step === null)
    for (let step = 0; step < this.#steps.count && nextGoal !== -1 && nextGoal < goals.length; step++) {
      this.#endUpdates(step)
      while (nextGoal < goals.length && this.#done >= (goals[nextGoal] ?? 0)) reached[nextGoal++] = step
      const checkIns = { fresh: this.#freshCheckIns.at(step), failed: this.#failedCheckIns.at(step) }
      const { granted, reason, trips } = this.#decide(step, checkIns.fresh + checkIns.failed)
      if (trips) return { reached, waited, tripped: true }
      waited.set(reason, (waited.get(reason) ?? 0) + 1)
      this.#answer(step, checkIns, granted)
    }
    return { reached, waited, tripped: false }
  }

  /** Every waiting node checks in once within one interval, and every update in progress ends at some time. */
  #scheduleStart(snapshot: RolloutSnapshot): void {
    const { hangRateInProgress, lateCompletionRate, recentGrants } = this.#unknowns
    const { timeoutSteps, periodSteps, seconds } = this.#steps
    const random = this.#random
    const spread = (schedule: StepSchedule, nodes: number, stepOf: (place: number) => number) =>
      schedule.spread(nodes, stepOf, random, START_PARTS)
    const failed = Math.min(this.#waiting, snapshot.failed)
    spread(this.#freshCheckIns, this.#waiting - failed, (place) => place * this.#checkInSteps)
    spread(this.#failedCheckIns, failed, (place) => place * this.#checkInSteps)
    const { inProgress, timedOut } = snapshot
    const hanging = Math.min(inProgress, this.#randomRound(inProgress * hangRateInProgress))
    spread(this.#completions, inProgress - hanging, () => random.next() * this.#updateSteps())
    spread(this.#timeouts, hanging, () => random.next() * timeoutSteps)
    const late = Math.round(timedOut * lateCompletionRate)
    spread(this.#lateCompletions, late, () => 2 * random.next() * this.#updateSteps())
    for (const { nodes, stepsAgo } of recentGrants(seconds))
      this.#periodEnds.add(Math.max(0, periodSteps - stepsAgo), nodes)
  }

  #endUpdates(step: number): void {
    const completed = this.#completions.at(step)
    const failed = this.#failures.at(step)
    const timedOut = this.#timeouts.at(step)
    const late = this.#lateCompletions.at(step)
    this.#inProgress = Math.max(0, this.#inProgress - completed - failed - timedOut)
    this.#timedOut = Math.max(0, this.#timedOut + timedOut - late)
    this.#done += completed + late
    this.#endedAtTarget += completed + late + failed
    this.#grantedInPeriod = Math.max(0, this.#grantedInPeriod - this.#periodEnds.at(step))
    this.#waiting += failed
    if (failed === 0) return
    const checkInAgain = (place: number) => step + 1 + place * this.#checkInSteps
    this.#failedCheckIns.spread(failed, checkInAgain, this.#random, STEP_PARTS)
  }

  /** How many of the nodes that check in are granted the update, and what the others wait for. */
  #decide(step: number, checkIns: number): Outcome {
    const idle: WaitReason = this.#waiting > 0 ? 'check-ins' : 'updates'
    if (this.#steps.opensAt(step) > step) {
      return { granted: 0, reason: this.#waiting > 0 ? 'office-hours' : idle, trips: false }
    }
    if (checkIns === 0) return { granted: 0, reason: idle, trips: false }
    const counts = {
      granted_in_last_period: this.#grantedInPeriod,
      in_progress: this.#inProgress,
      timed_out: this.#timedOut,
      ended_at_target: this.#endedAtTarget,
    }
    const granted = grantsWithinLimits(this.#policy, counts, checkIns)
    if (granted >= checkIns) return { granted, reason: idle, trips: false }
    const decision = decideWithinLimits(this.#policy, {
      ...counts,
      granted_in_last_period: this.#grantedInPeriod + granted,
      in_progress: this.#inProgress + granted,
    })
    const waitsForFirst = this.#policy.policy_safe_mode && this.#endedAtTarget === 0
    return {
      granted,
      reason: waitsForFirst ? 'safe-mode' : 'limit',
      trips: decision.kind === 'hold' && decision.reason === 'max-timed-out-updates',
    }
  }

  /** Grants updates to some of the nodes that check in, failed ones in proportion; the others check in again. */
  #answer(step: number, checkIns: CheckIns, slots: number): void {
    const total = checkIns.fresh + checkIns.failed
    if (total === 0) return
    const failed = Math.min(checkIns.failed, this.#randomRound((slots * checkIns.failed) / total))
    const fresh = Math.min(checkIns.fresh, slots - failed)
    if (fresh + failed < total) {
      this.#checkInAgain(step, { fresh: checkIns.fresh - fresh, failed: checkIns.failed - failed })
    }
    if (fresh + failed > 0) this.#startUpdates(step, { fresh, failed })
  }

  #checkInAgain(step: number, { fresh, failed }: CheckIns): void {
    const opens = this.#steps.opensAt(step)
    // While updates are closed, check-ins change nothing; by the time they open, the check-ins lie anywhere.
    const stepOf =
      opens > step
        ? (place: number) => opens + place * this.#checkInSteps
        : () => step + this.#checkInSteps * (1 + 0.11 * (2 * this.#random.next() - 1))
    const parts = opens > step ? STEP_PARTS : 3
    this.#freshCheckIns.spread(fresh, stepOf, this.#random, parts)
    this.#failedCheckIns.spread(failed, stepOf, this.#random, parts)
  }

  #startUpdates(step: number, { fresh, failed }: CheckIns): void {
    const { hangRate, failureRate, repeatFailureRate } = this.#unknowns
    const { timeoutSteps, periodSteps } = this.#steps
    const granted = fresh + failed
    this.#waiting -= granted
    this.#inProgress += granted
    this.#grantedInPeriod += granted
    this.#periodEnds.add(step + periodSteps, granted)
    const hanging = Math.min(granted, this.#randomRound(granted * hangRate))
    const failing = Math.min(
      granted - hanging,
      this.#randomRound(fresh * failureRate) + this.#randomRound(failed * repeatFailureRate),
    )
    this.#timeouts.add(step + timeoutSteps, hanging)
    const failureStep = () => step + 1 + this.#random.next() * this.#updateSteps()
    this.#failures.spread(failing, failureStep, this.#random, STEP_PARTS)
    forParts(granted - hanging - failing, STEP_PARTS, (nodes) => {
      const duration = Math.max(1, this.#updateSteps())
      if (duration <= timeoutSteps) return this.#completions.add(step + duration, nodes)
      this.#timeouts.add(step + timeoutSteps, nodes)
      this.#lateCompletions.add(step + duration, nodes)
    })
  }

  /** How long an update takes, log-normally distributed. */
  #updateSteps(): number {
    const { medianSeconds, spread } = this.#unknowns
    const normal = normalValue(this.#random.next()) + 0.3 * (this.#random.next() - 0.5)
    return (medianSeconds * Math.exp(spread * normal)) / this.#steps.seconds
  }

  /** Rounds up with the probability of the fraction, so that small shares are not lost. */
  #randomRound(value: number): number {
    return Math.floor(value + this.#random.next())
  }
}
