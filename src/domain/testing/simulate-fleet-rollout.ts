import { CHECK_IN_INTERVAL_MS } from '#contract/check-in-interval.ts'
import type { UpdatePolicy } from '#contract/group.ts'
import { intervalSeconds } from '#contract/interval.ts'
import { nextOfficeHours } from '#contract/office-hours.ts'
import type { Random } from '#contract/random.ts'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '#contract/time-units.ts'
import { decideUpdate } from '#contract/update-rules/decide-update.ts'
import { decideWithinLimits } from '#contract/update-rules/decide-within-limits.ts'
import type { RolloutSnapshot } from '#src/domain/rollout/rollout-snapshot.ts'

/** A fleet and how its nodes behave; rates are 0 to 1. */
export interface FleetModel {
  nodes: number
  policy: UpdatePolicy
  checkInSeconds: number
  medianUpdateSeconds: number
  /** Standard deviation of the logarithm of an update's duration. */
  spread: number
  /** Updates that fail. */
  failureRate: number
  /** Nodes on which every update fails. */
  brokenRate: number
  /** Updates that never end. */
  hangRate: number
  /** Nodes that never check in. */
  silentRate: number
}

export interface FleetRollout {
  /** When each node was done, in ms, ascending; shorter than the fleet where some never were. */
  doneAt: number[]
  /** Nodes that check in. */
  nodes: number
  /** What the server would have reported at each of the requested times. */
  snapshots: { at: number; snapshot: RolloutSnapshot }[]
}

/**
 * Simulates a rollout from `start` (ms) node by node and minute by minute, by the server's own rules, for at most
 * 40 days.
 * @param snapshotTimes when to take snapshots, ascending; they change nothing
 */
export const simulateFleetRollout = (
  model: FleetModel,
  start: number,
  snapshotTimes: readonly number[],
  random: Random,
): FleetRollout => new Simulation(model, start, random).run(snapshotTimes)

const MAX_LENGTH_MS = 40 * 24 * HOUR_MS
const OLD = '1.0.0'
const TARGET = '2.0.0'
const channel = { target: { id: TARGET, version: TARGET, blacklisted: false }, floors: [] }

interface Node {
  grantedAt: number
  /** How the update in progress will end; null without one. */
  ending: 'completes' | 'fails' | 'hangs' | null
  isBroken: boolean
  isDone: boolean
  hasFailed: boolean
}

interface Grant {
  node: Node
  at: number
}

const isLatestGrant = (grant: Grant | undefined) => grant?.node.grantedAt === grant?.at

class Simulation {
  readonly #model: FleetModel
  readonly #start: number
  readonly #random: Random
  readonly #periodMs: number
  readonly #timeoutMs: number
  readonly #nodes: Node[]
  readonly #checkIns: MinuteSchedule
  readonly #endings: MinuteSchedule
  readonly #grants: Grant[] = []
  readonly #durations: number[] = []
  readonly #doneAt: number[] = []
  readonly #snapshots: FleetRollout['snapshots'] = []
  readonly #counts = { granted_in_last_period: 0, in_progress: 0, timed_out: 0, ended_at_target: 0 }
  #policy: UpdatePolicy
  /** Indices of the first grant that still counts for the period, and of the first that has not timed out. */
  #firstInPeriod = 0
  #firstInTime = 0
  /** Nodes that are done or still can be. */
  #reachable: number

  constructor(model: FleetModel, start: number, random: Random) {
    this.#model = model
    this.#start = start
    this.#random = random
    this.#policy = model.policy
    this.#periodMs = intervalMs(model.policy.policy_period_interval)
    this.#timeoutMs = intervalMs(model.policy.policy_update_timeout)
    this.#checkIns = new MinuteSchedule(start)
    this.#endings = new MinuteSchedule(start)
    this.#nodes = Array.from({ length: model.nodes }, (): Node => {
      const isBroken = random.chance(model.brokenRate)
      return { grantedAt: 0, ending: null, isBroken, isDone: false, hasFailed: false }
    }).slice(Math.round(model.nodes * model.silentRate))
    this.#reachable = this.#nodes.filter(({ isBroken }) => !isBroken).length
    for (const node of this.#nodes.keys())
      this.#checkIns.add(start + random.next() * model.checkInSeconds * SECOND_MS, node)
  }

  run(snapshotTimes: readonly number[]): FleetRollout {
    let nextSnapshot = 0
    const end = this.#start + MAX_LENGTH_MS
    for (let at = this.#start; at < end && this.#doneAt.length < this.#reachable; at += MINUTE_MS) {
      this.#expireGrants(at)
      for (const node of this.#endings.take(at)) this.#endUpdate(node, at)
      for (; (snapshotTimes[nextSnapshot] ?? Number.POSITIVE_INFINITY) <= at; nextSnapshot++)
        this.#snapshots.push({ at, snapshot: this.#snapshot(at) })
      if (!this.#answerCheckIns(at)) break
    }
    return { doneAt: this.#doneAt, nodes: this.#nodes.length, snapshots: this.#snapshots }
  }

  /** Grants leave the period and time out. */
  #expireGrants(at: number): void {
    for (; (this.#grants[this.#firstInPeriod]?.at ?? at) <= at - this.#periodMs; this.#firstInPeriod++)
      if (isLatestGrant(this.#grants[this.#firstInPeriod])) this.#counts.granted_in_last_period--
    for (; (this.#grants[this.#firstInTime]?.at ?? at) < at - this.#timeoutMs; this.#firstInTime++) {
      const late = this.#grants[this.#firstInTime]
      if (!late || late.node.ending === null || !isLatestGrant(late)) continue
      this.#counts.in_progress--
      this.#counts.timed_out++
      if (late.node.ending === 'hangs') this.#reachable--
    }
  }

  #endUpdate(index: number, at: number): void {
    const node = this.#nodes[index]
    if (!node) return
    this.#counts[at - node.grantedAt > this.#timeoutMs ? 'timed_out' : 'in_progress']--
    this.#counts.ended_at_target++
    node.hasFailed = node.ending === 'fails'
    if (node.ending === 'completes') {
      node.isDone = true
      this.#doneAt.push(at)
      this.#durations.push((at - node.grantedAt) / SECOND_MS)
    }
    node.ending = null
    if (!node.isDone) this.#checkIns.add(at + this.#checkInMs() * this.#random.between(0.1, 1), index)
  }

  /** Returns false when safe mode switches updates off. */
  #answerCheckIns(at: number): boolean {
    const checkingIn = this.#checkIns.take(at)
    if (checkingIn.length === 0) return true
    // All of them run the same version and have no update, so the limits alone decide differently for each.
    const node = { version: OLD, status: null, last_update_version: null, isTimedOut: false }
    const decision = decideUpdate({ node, isSyncer: false, channel, policy: this.#policy }, new Date(at))
    const isClosed = decision.kind === 'refuse'
    const opens = isClosed ? (nextOfficeHours(this.#policy.policy_timezone, at) ?? at) : at
    for (const index of checkingIn) {
      const node = this.#nodes[index]
      const verdict =
        decision.kind === 'check-limits' ? decideWithinLimits(this.#policy, this.#counts) : decision
      if (verdict.kind === 'grant' && node) {
        this.#grant(node, index, at)
        continue
      }
      if (verdict.kind === 'hold' && verdict.reason === 'max-timed-out-updates') {
        this.#policy = { ...this.#policy, policy_updates_enabled: false }
        return false
      }
      // While office hours are closed, check-ins change nothing: skip to the first one after they open.
      const wait = isClosed ? this.#random.next() : this.#random.between(0.89, 1.11)
      this.#checkIns.add(Math.max(at + MINUTE_MS, opens + this.#checkInMs() * wait), index)
    }
    return true
  }

  #grant(node: Node, index: number, at: number): void {
    const { hangRate, failureRate, medianUpdateSeconds, spread } = this.#model
    const random = this.#random
    node.grantedAt = at
    node.ending = random.chance(hangRate)
      ? 'hangs'
      : node.isBroken || random.chance(failureRate)
        ? 'fails'
        : 'completes'
    this.#grants.push({ node, at })
    this.#counts.granted_in_last_period++
    this.#counts.in_progress++
    const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
    const durationMs = medianUpdateSeconds * SECOND_MS * Math.exp(spread * normal)
    if (node.ending === 'fails') this.#endings.add(at + durationMs * random.next(), index)
    if (node.ending === 'completes') this.#endings.add(at + durationMs, index)
  }

  #snapshot(at: number): RolloutSnapshot {
    const { in_progress: inProgress, timed_out: timedOut } = this.#counts
    const failedNodes = this.#nodes.filter((node) => node.hasFailed && node.ending === null && !node.isDone)
    return {
      policy: this.#policy,
      target: TARGET,
      nodes: this.#nodes.length,
      done: this.#doneAt.length,
      waiting: this.#nodes.length - this.#doneAt.length - inProgress - timedOut,
      inProgress,
      timedOut,
      endedAtTarget: this.#counts.ended_at_target,
      failed: failedNodes.length,
      silent: this.#model.nodes - this.#nodes.length,
      grantedInLastPeriod: this.#counts.granted_in_last_period,
      completionsPerHour: countPerHour(this.#doneAt, this.#start, at),
      medianUpdateSeconds: median(this.#durations),
      checkInIntervalSeconds: CHECK_IN_INTERVAL_MS / SECOND_MS,
    }
  }

  #checkInMs(): number {
    return this.#model.checkInSeconds * SECOND_MS
  }
}

const intervalMs = (interval: string) => (intervalSeconds(interval) ?? 0) * SECOND_MS

/** The nodes that something happens to in each minute. */
class MinuteSchedule {
  readonly #start: number
  readonly #minutes: number[][] = []

  constructor(start: number) {
    this.#start = start
  }

  add(at: number, node: number): void {
    const minute = Math.ceil((at - this.#start) / MINUTE_MS)
    const due = this.#minutes[minute]
    if (due) due.push(node)
    else this.#minutes[minute] = [node]
  }

  take(at: number): readonly number[] {
    return this.#minutes[Math.round((at - this.#start) / MINUTE_MS)] ?? []
  }
}

/** Counts by hour of the clock, from the first hour to the current one, 24 at most. */
function countPerHour(doneAt: readonly number[], start: number, now: number): number[] {
  const last = Math.floor(now / HOUR_MS)
  const first = Math.max(Math.floor(start / HOUR_MS), last - 23)
  const hours = Array.from({ length: last - first + 1 }, () => 0)
  for (const at of doneAt) {
    const hour = Math.floor(at / HOUR_MS) - first
    if (hour >= 0) hours[hour] = (hours[hour] ?? 0) + 1
  }
  return hours
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? null
