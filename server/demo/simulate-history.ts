import { DEMO_CHECK_IN_INTERVAL_MS, MAX_CHECK_IN_INTERVAL_MS } from '#contract/check-in-interval.ts'
import { compareVersions } from '#contract/version-order.ts'
import { DAY_MS } from '#contract/time-units.ts'
import { HISTORY_LENGTH_MS } from './demo-times.ts'
import { type FleetPlan, isAbsent, type NodePlan, nodeTraits } from './fleet-plan.ts'
import { HeldNodes } from './held-nodes.ts'
import { InMemoryServer } from './in-memory-server.ts'
import { nodeRequest } from './node-request.ts'
import { createRandom, type Random } from '#contract/random.ts'
import {
  channelPackage,
  initialGroup,
  initialNode,
  type ServerGroup,
  type ServerNode,
} from './server-state.ts'
import { advanceNode, type SimulatedNode } from './simulated-node.ts'
import { TimeQueue } from './time-queue.ts'

export interface FleetHistory {
  groups: readonly ServerGroup[]
  nodes: readonly ServerNode[]
  server: InMemoryServer
}

/**
 * Simulates thirty days of a fleet by the rules that decide live check-ins. Skips checks that would repeat the
 * previous response: of a group's nodes on hold only one checks at a time. Deterministic for the same plan and start.
 */
export function simulateHistory(plan: FleetPlan, start: Date): FleetHistory {
  return new HistorySimulation(plan, start.getTime()).run()
}

class HistorySimulation {
  readonly #start: number
  readonly #random: Random
  readonly #queue = new TimeQueue<(now: number) => void>()
  readonly #server = new InMemoryServer((node, now) => this.#isSeen(node, now))
  readonly #groups: readonly ServerGroup[]
  readonly #nodes: ServerNode[] = []
  readonly #machines = new Map<ServerNode, SimulatedNode>()
  readonly #held: HeldNodes

  constructor(plan: FleetPlan, start: number) {
    this.#start = start
    this.#random = createRandom(`${plan.seed}/history`)
    this.#held = new HeldNodes({
      queue: this.#queue,
      random: this.#random,
      check: (node, now) => this.#contact(node, now),
      isIdle: (node) => this.#machines.get(node)?.phase.kind === 'idle',
    })
    const groups = new Map(plan.groups.map((group) => [group, initialGroup(group)]))
    this.#groups = [...groups.values()]
    for (const node of plan.nodes) {
      const group = groups.get(node.group)
      if (group) this.#scheduleNode(node, group)
    }
    for (const group of this.#groups) this.#scheduleGroup(group)
  }

  run(): FleetHistory {
    for (;;) {
      const due = this.#queue.takeDue(this.#start)
      if (due === undefined) break
      due.value(due.at)
    }
    for (const node of this.#nodes) this.#setLastCheck(node)
    return { groups: this.#groups, nodes: this.#nodes, server: this.#server }
  }

  /** Events from before history begins happen at its beginning. */
  #schedule(offset: number, event: (now: number) => void): void {
    this.#queue.add(this.#start + Math.max(offset, -HISTORY_LENGTH_MS), event)
  }

  #scheduleGroup(group: ServerGroup): void {
    for (const { from, policy } of group.plan.policies)
      if (from > -HISTORY_LENGTH_MS) this.#schedule(from, () => (group.policy = policy))
    for (const { from, version } of group.plan.releases)
      if (from > -HISTORY_LENGTH_MS) this.#schedule(from, (now) => this.#release(group, version, now))
  }

  #scheduleNode(plan: NodePlan, group: ServerGroup): void {
    const { joinedAt, absence } = plan.machine
    const node = initialNode(plan, group, this.#start)
    this.#nodes.push(node)
    this.#machines.set(node, {
      version: plan.firstVersion,
      phase: { kind: 'idle' },
      nextContactAt: this.#start + joinedAt,
      failures: 0,
    })
    this.#schedule(joinedAt, (now) => {
      group.nodes.push(node)
      this.#contact(node, now)
    })
    if (absence !== null && absence.until < 0)
      this.#schedule(absence.until, (now) => this.#contact(node, now))
  }

  #release(group: ServerGroup, version: string, now: number): void {
    this.#server.setTarget(group, channelPackage(version), new Date(now))
    for (const node of group.nodes) {
      if (this.#machines.get(node)?.phase.kind !== 'idle') continue
      // As a real node would by then.
      this.#contactAt(node, now + this.#random.integer(0, MAX_CHECK_IN_INTERVAL_MS))
    }
  }

  #contactAt(node: ServerNode, at: number): void {
    this.#queue.add(at, (now) => this.#contact(node, now))
  }

  /**
   * The node sends its request, and its next contact is scheduled unless the response could only be the same. Returns
   * whether it was granted an update.
   */
  #contact(node: ServerNode, now: number): boolean {
    const machine = this.#machines.get(node)
    if (machine === undefined || this.#isAway(node, machine, now) || machine.nextContactAt > now) return false
    const traits = nodeTraits(node.plan, this.#start)
    const response = this.#server.respond(node, nodeRequest(machine, traits), new Date(now))
    const next = advanceNode(machine, response, { traits, now, random: this.#random })
    this.#machines.set(node, next)
    if (next.phase.kind !== 'idle') {
      this.#contactAt(node, next.nextContactAt)
    } else if (response.kind === 'error') {
      // `HeldNodes` decides when it checks again.
      next.nextContactAt = now
      this.#held.add(node, now)
    } else if (compareVersions(next.version, node.group.target.version) < 0) {
      this.#contactAt(node, next.nextContactAt)
    } else {
      next.nextContactAt = now
    }
    return response.kind === 'update'
  }

  /** A machine doesn't go absent during an update. */
  #isAway(node: ServerNode, machine: SimulatedNode, now: number): boolean {
    return machine.phase.kind === 'idle' && isAbsent(node.plan.machine, now - this.#start)
  }

  #isSeen(node: ServerNode, now: Date): boolean {
    const { absence } = node.plan.machine
    if (absence === null) return true
    const offset = now.getTime() - this.#start
    return offset >= absence.until || offset < absence.from + DAY_MS
  }

  /** Adds the last check that the simulation skipped: present nodes checked within the last interval. */
  #setLastCheck(node: ServerNode): void {
    const { absence } = node.plan.machine
    const machine = this.#machines.get(node)
    const phase = machine?.phase.kind
    if (machine === undefined || (phase !== 'idle' && phase !== 'installed')) return
    const lastPresent = this.#isAway(node, machine, this.#start)
      ? this.#start + (absence?.from ?? 0)
      : this.#start
    if (machine.nextContactAt > lastPresent) return
    const last = lastPresent - this.#random.integer(0, DEMO_CHECK_IN_INTERVAL_MS)
    if (last > node.record.last_check_for_updates.getTime())
      node.record = { ...node.record, last_check_for_updates: new Date(last) }
  }
}
