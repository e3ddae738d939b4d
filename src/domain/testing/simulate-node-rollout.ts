import type { UpdatePolicy } from '#contract/group.ts'
import { HOUR_MS, MINUTE_MS } from '#contract/time-units.ts'
import { intervalSeconds } from '#contract/interval.ts'
import { nextOfficeHours } from '#contract/office-hours.ts'
import type { Random } from '#contract/random.ts'
import { decideUpdate } from '#contract/update-rules/decide-update.ts'
import { decideWithinLimits } from '#contract/update-rules/decide-within-limits.ts'
import type { RolloutSnapshot } from '#src/domain/rollout/rollout-snapshot.ts'

/** A fleet and how its nodes behave; shares are 0 to 1, times in seconds. */
export interface FleetNature {
  nodes: number
  policy: UpdatePolicy
  askSeconds: number
  medianSeconds: number
  /** Of the logarithm of how long an update takes. */
  spread: number
  /** A single update fails; a node fails whenever it tries; an update is never heard of again. */
  fails: number
  keepsFailing: number
  hangs: number
  /** Nodes that don't ask. */
  silent: number
}

export interface SimulatedRollout {
  /** When each node was done, in ms, ascending; shorter than the fleet where some never were. */
  doneAt: number[]
  /** Nodes that ask. */
  nodes: number
  /** What a server would have told at each of the moments. */
  told: { at: number; facts: RolloutSnapshot }[]
}

const LONGEST = 40 * 24 * HOUR_MS
const OLD = '1.0.0'
const TARGET = '2.0.0'
const channel = { target: { id: TARGET, version: TARGET, blacklisted: false }, floors: [] }

interface Node {
  grantedAt: number
  /** Null while no update is under way. */
  ends: 'completes' | 'fails' | 'never' | null
  keepsFailing: boolean
  isDone: boolean
  hasFailed: boolean
}

/**
 * Plays a rollout from `start` (ms), node by node and minute by minute, by the server's own rules; for 40 days at most.
 * @param moments when to look at it, ascending; looking changes nothing
 */
export function simulateRollout(
  nature: FleetNature,
  start: number,
  moments: readonly number[],
  random: Random,
): SimulatedRollout {
  const periodMs = milliseconds(nature.policy.policy_period_interval)
  const timeoutMs = milliseconds(nature.policy.policy_update_timeout)
  let policy = nature.policy
  const nodes = Array.from({ length: nature.nodes }, (): Node => {
    const keepsFailing = random.chance(nature.keepsFailing)
    return { grantedAt: 0, ends: null, keepsFailing, isDone: false, hasFailed: false }
  }).slice(Math.round(nature.nodes * nature.silent))
  const asks = new Schedule(start)
  const endings = new Schedule(start)
  const grants: { node: Node; at: number }[] = []
  const durations: number[] = []
  const doneAt: number[] = []
  const counts = { granted_in_last_period: 0, in_progress: 0, timed_out: 0, ended_at_target: 0 }
  let [firstInPeriod, firstInTime] = [0, 0]
  const told: SimulatedRollout['told'] = []
  nodes.forEach((_, i) => asks.add(start + random.next() * nature.askSeconds * 1000, i))

  const tell = (at: number) =>
    told.push({
      at,
      facts: {
        policy,
        target: TARGET,
        nodes: nodes.length,
        done: doneAt.length,
        inProgress: counts.in_progress,
        timedOut: counts.timed_out,
        endedAtTarget: counts.ended_at_target,
        failed: nodes.filter(({ hasFailed, ends, isDone }) => hasFailed && ends === null && !isDone).length,
        silent: nature.nodes - nodes.length,
        grantedInLastPeriod: counts.granted_in_last_period,
        completionsPerHour: perHour(doneAt, start, at),
        medianUpdateSeconds: median(durations),
        askIntervalSeconds: 45 * 60,
      },
    })

  const end = (node: Node, at: number) => {
    counts[at - node.grantedAt > timeoutMs ? 'timed_out' : 'in_progress']--
    counts.ended_at_target++
    node.hasFailed = node.ends === 'fails'
    if (node.ends === 'completes') {
      node.isDone = true
      doneAt.push(at)
      durations.push((at - node.grantedAt) / 1000)
    }
    node.ends = null
  }

  const grant = (node: Node, i: number, at: number) => {
    node.grantedAt = at
    node.ends = random.chance(nature.hangs)
      ? 'never'
      : node.keepsFailing || random.chance(nature.fails)
        ? 'fails'
        : 'completes'
    grants.push({ node, at })
    counts.granted_in_last_period++
    counts.in_progress++
    const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
    const lasts = nature.medianSeconds * 1000 * Math.exp(nature.spread * normal)
    if (node.ends === 'fails') endings.add(at + lasts * random.next(), i)
    if (node.ends === 'completes') endings.add(at + lasts, i)
  }

  let nextMoment = 0
  let [canStillEnd, at] = [nodes.filter(({ keepsFailing }) => !keepsFailing).length, start]
  for (; at < start + LONGEST && doneAt.length < canStillEnd; at += MINUTE_MS) {
    for (; (grants[firstInPeriod]?.at ?? at) <= at - periodMs; firstInPeriod++)
      if (grants[firstInPeriod]?.node.grantedAt === grants[firstInPeriod]?.at) counts.granted_in_last_period--
    for (; (grants[firstInTime]?.at ?? at) < at - timeoutMs; firstInTime++) {
      const late = grants[firstInTime]
      if (!late || late.node.ends === null || late.node.grantedAt !== late.at) continue
      counts.in_progress--
      counts.timed_out++
      if (late.node.ends === 'never') canStillEnd--
    }
    for (const i of endings.take(at)) {
      const node = nodes[i]
      if (!node) continue
      end(node, at)
      if (!node.isDone) asks.add(at + nature.askSeconds * 1000 * random.between(0.1, 1), i)
    }
    for (; (moments[nextMoment] ?? Number.POSITIVE_INFINITY) <= at; nextMoment++) tell(at)
    const asking = asks.take(at)
    if (asking.length === 0) continue
    // All of them run the same version and wait, so that the server decides the same of each, but for the limits.
    const node = { version: OLD, status: null, last_update_version: null }
    const decision = decideUpdate({ node, isSyncer: false, channel, policy }, new Date(at))
    const isClosed = decision.kind === 'refuse'
    // Nothing happens to them until office hours.
    const opens = isClosed ? (nextOfficeHours(policy.policy_timezone, at) ?? at) : at
    for (const i of asking) {
      const verdict = decision.kind === 'ask-limits' ? decideWithinLimits(policy, counts) : decision
      const node = nodes[i]
      if (verdict.kind === 'grant' && node) {
        grant(node, i, at)
        continue
      }
      if (verdict.kind === 'hold' && verdict.reason === 'max-timed-out-updates') {
        policy = { ...policy, policy_updates_enabled: false }
        return { doneAt, nodes: nodes.length, told }
      }
      const wait = isClosed ? random.next() : random.between(0.89, 1.11)
      asks.add(Math.max(at + MINUTE_MS, opens + nature.askSeconds * 1000 * wait), i)
    }
  }
  return { doneAt, nodes: nodes.length, told }
}

const milliseconds = (interval: string) => (intervalSeconds(interval) ?? 0) * 1000

/** Who is due in which minute. */
class Schedule {
  readonly #minutes: number[][] = []
  constructor(readonly start: number) {}

  add(at: number, node: number): void {
    const minute = Math.ceil((at - this.start) / MINUTE_MS)
    const due = this.#minutes[minute]
    if (due) due.push(node)
    else this.#minutes[minute] = [node]
  }

  take(at: number): readonly number[] {
    return this.#minutes[Math.round((at - this.start) / MINUTE_MS)] ?? []
  }
}

/** By hour of the clock, from the first one to the one that has begun, 24 at most. */
function perHour(doneAt: readonly number[], start: number, now: number): number[] {
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
