import { DAY_MS, MINUTE_MS, SECOND_MS } from '#contract/time-units.ts'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { intervalSeconds } from '#contract/interval.ts'
import { compareVersions } from '#contract/version-order.ts'
import { CHECK_INTERVAL, HISTORY_LENGTH } from './durations.ts'
import { type FleetPlan, isAbsent, type NodePlan } from './fleet-plan.ts'
import type { GroupPlan } from './group-plans.ts'
import { type MemoryGroup, type MemoryNode, MemoryServer } from './memory-server.ts'
import { nodeRequest } from './node-request.ts'
import { nodeTraits } from './node-traits.ts'
import { createRandom, type Random } from '#contract/random.ts'
import { afterAnswer, type SimulatedNode } from './simulated-node.ts'
import { TimeQueue } from './time-queue.ts'

export interface FleetHistory {
  groups: readonly MemoryGroup[]
  nodes: readonly MemoryNode[]
  server: MemoryServer
}

/** While real nodes ask every 50 minutes or so, a new release becomes known to all of them within this time. */
const NEWS_TRAVEL_TIME = 50 * MINUTE_MS

/**
 * Thirty days of a fleet, decided by the rules that live check-ins are decided by. Nodes that would be told
 * once more what they were told before don't ask: of those that wait, some node asks whenever it could make a
 * difference. Takes no time from the clock and the same course for the same plan and start.
 */
export function simulateHistory(plan: FleetPlan, start: Date): FleetHistory {
  return new HistorySimulation(plan, start.getTime()).run()
}

class HistorySimulation {
  readonly #start: number
  readonly #random: Random
  readonly #queue = new TimeQueue<(now: number) => void>()
  readonly #server = new MemoryServer((node, now) => this.#wasSeenInLastDay(node, now))
  readonly #groups: readonly MemoryGroup[]
  readonly #nodes: MemoryNode[] = []
  readonly #machines = new Map<MemoryNode, SimulatedNode>()
  /** Nodes that were refused and ask again, by group; some may have got theirs meanwhile. */
  readonly #waiting = new Map<MemoryGroup, MemoryNode[]>()

  constructor(plan: FleetPlan, start: number) {
    this.#start = start
    this.#random = createRandom(`${plan.seed}/history`)
    const groups = new Map(plan.groups.map((group) => [group, createGroup(group)]))
    this.#groups = [...groups.values()]
    for (const node of plan.nodes) {
      const group = groups.get(node.group)
      if (group) this.#scheduleJoin(node, group)
    }
    for (const group of this.#groups) this.#scheduleGroup(group)
  }

  run(): FleetHistory {
    for (;;) {
      const due = this.#queue.takeDue(this.#start)
      if (due === undefined) break
      due.value(due.at)
    }
    for (const node of this.#nodes) this.#noteLastContact(node)
    return { groups: this.#groups, nodes: this.#nodes, server: this.#server }
  }

  /** What happened before history begins has happened when it does. */
  #schedule(offset: number, event: (now: number) => void): void {
    this.#queue.add(this.#start + Math.max(offset, -HISTORY_LENGTH), event)
  }

  #scheduleGroup(group: MemoryGroup): void {
    for (const { from, policy } of group.plan.policies)
      if (from > -HISTORY_LENGTH) this.#schedule(from, () => (group.policy = policy))
    for (const { from, version } of group.plan.releases)
      if (from > -HISTORY_LENGTH) this.#schedule(from, (now) => this.#release(group, version, now))
  }

  #scheduleJoin(plan: NodePlan, group: MemoryGroup): void {
    const { joinedAt, absence } = plan.machine
    const joinedBefore = joinedAt < -HISTORY_LENGTH
    const joined = this.#start + joinedAt
    const node: MemoryNode = {
      plan,
      group,
      record: {
        version: plan.firstVersion,
        status: joinedBefore ? INSTANCE_STATUS.complete : null,
        last_update_granted_ts: joinedBefore
          ? new Date(Math.max(joined, this.#start - HISTORY_LENGTH - 20 * DAY_MS))
          : null,
        last_update_version: joinedBefore ? plan.firstVersion : null,
        update_in_progress: false,
        last_check_for_updates: new Date(joined),
      },
    }
    this.#nodes.push(node)
    this.#machines.set(node, {
      version: plan.firstVersion,
      phase: { kind: 'idle' },
      contactAt: joined,
      failures: 0,
    })
    this.#schedule(joinedAt, (now) => {
      group.nodes.push(node)
      this.#contact(node, now)
    })
    if (absence !== null && absence.until < 0)
      this.#schedule(absence.until, (now) => this.#contact(node, now))
  }

  #release(group: MemoryGroup, version: string, now: number): void {
    this.#server.setTarget(group, channelPackage(version), new Date(now))
    for (const node of group.nodes) {
      if (this.#machines.get(node)?.phase.kind !== 'idle') continue
      this.#queue.add(now + this.#random.integer(0, NEWS_TRAVEL_TIME), (then) => this.#contact(node, then))
    }
  }

  /** The node speaks to the server and is told when to speak again, unless it can only be told the same. */
  #contact(node: MemoryNode, now: number): boolean {
    const machine = this.#machines.get(node)
    if (machine === undefined || this.#isAway(node, machine, now) || machine.contactAt > now) return false
    const traits = nodeTraits(node.plan, this.#start)
    const answer = this.#server.answer(node, nodeRequest(machine, traits), new Date(now))
    const next = afterAnswer(machine, answer, { traits, now, random: this.#random })
    this.#machines.set(node, next)
    if (next.phase.kind !== 'idle') {
      this.#queue.add(next.contactAt, (then) => this.#contact(node, then))
    } else if (answer.kind === 'refusal') {
      // It may ask whenever its turn comes.
      next.contactAt = now
      this.#wait(node, now)
    } else if (compareVersions(next.version, node.group.target.version) < 0) {
      this.#queue.add(next.contactAt, (then) => this.#contact(node, then))
    } else {
      next.contactAt = now
    }
    return answer.kind === 'update'
  }

  #wait(node: MemoryNode, now: number): void {
    const waiting = this.#waiting.get(node.group)
    if (waiting?.includes(node)) return
    if (waiting !== undefined && waiting.length > 0) {
      waiting.push(node)
      return
    }
    this.#waiting.set(node.group, [node])
    this.#queue.add(now + this.#pause(node.group), (then) => this.#poll(node.group, then))
  }

  /** One of the waiting nodes asks. */
  #poll(group: MemoryGroup, now: number): void {
    const waiting = this.#waiting.get(group) ?? []
    const index = this.#random.integer(0, waiting.length - 1)
    const node = waiting[index]
    if (node === undefined) return
    const granted = this.#contact(node, now)
    const isStillWaiting = !granted && this.#machines.get(node)?.phase.kind === 'idle'
    if (!isStillWaiting || compareVersions(node.record.version, group.target.version) >= 0) {
      waiting[index] = waiting.at(-1) ?? node
      waiting.pop()
    }
    if (waiting.length === 0) return
    const untilNext = granted
      ? SECOND_MS + this.#random.exponential(CHECK_INTERVAL / waiting.length)
      : this.#pause(group)
    this.#queue.add(now + Math.round(untilNext), (then) => this.#poll(group, then))
  }

  /** After a refusal: room comes with the group's period. */
  #pause({ policy }: MemoryGroup): number {
    const period = (intervalSeconds(policy.policy_period_interval) ?? 60) * SECOND_MS
    return this.#random.integer(period / 20, period / 10)
  }

  /** A machine goes off when it is not updating. */
  #isAway(node: MemoryNode, machine: SimulatedNode, now: number): boolean {
    return machine.phase.kind === 'idle' && isAbsent(node.plan.machine, now - this.#start)
  }

  #wasSeenInLastDay(node: MemoryNode, now: Date): boolean {
    const { absence } = node.plan.machine
    if (absence === null) return true
    const offset = now.getTime() - this.#start
    return offset >= absence.until || offset < absence.from + DAY_MS
  }

  /** Those that are there asked within the last minute, up to date or not. */
  #noteLastContact(node: MemoryNode): void {
    const { absence } = node.plan.machine
    const machine = this.#machines.get(node)
    const phase = machine?.phase.kind
    if (machine === undefined || (phase !== 'idle' && phase !== 'installed')) return
    const lastThere = this.#isAway(node, machine, this.#start)
      ? this.#start + (absence?.from ?? 0)
      : this.#start
    if (machine.contactAt > lastThere) return
    const last = lastThere - this.#random.integer(0, CHECK_INTERVAL)
    if (last > node.record.last_check_for_updates.getTime())
      node.record = { ...node.record, last_check_for_updates: new Date(last) }
  }
}

function createGroup(plan: GroupPlan): MemoryGroup {
  const [{ policy } = { policy: undefined }] = plan.policies
  const [{ version } = { version: '' }] = plan.releases
  if (policy === undefined) throw new Error(`The plan of ${plan.key} lacks a policy.`)
  return {
    plan,
    policy,
    target: channelPackage(version),
    floors: plan.floors.map((floor) => channelPackage(floor.version)),
    rollout_in_progress: false,
    brake: null,
    nodes: [],
    grants: [],
    inProgress: new Set(),
    rolloutStarts: new Map(),
  }
}

const channelPackage = (version: string) => ({ id: version, version, blacklisted: false })
