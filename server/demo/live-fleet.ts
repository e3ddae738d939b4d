import { isAbsent, type NodePlan } from './fleet-plan.ts'
import { CHECK_INTERVAL } from './durations.ts'
import type { Random } from '#contract/random.ts'
import type { ResumedNode } from './resume-nodes.ts'
import { type NodeAnswer, nodeRequest, type NodeRequest } from './node-request.ts'
import { nodeTraits } from './node-traits.ts'
import { afterAnswer, type SimulatedNode } from './simulated-node.ts'
import { TimeQueue } from './time-queue.ts'

/** Posts what a node says and reads what the server answers. */
export type SpeakToServer = (node: NodePlan, request: NodeRequest) => Promise<NodeAnswer>

/** More would only wait for each other in the server. */
const MOST_AT_ONCE = 8

/** Nodes that speak to a server, each when its time has come. It has no clock of its own. */
export class LiveFleet {
  readonly #queue = new TimeQueue<ResumedNode>()
  readonly #speak: SpeakToServer
  readonly #random: Random
  /** When the demo began; the plan's times count from it. */
  readonly #start: number
  readonly #underWay = new Set<Promise<void>>()

  constructor(nodes: readonly ResumedNode[], start: number, speak: SpeakToServer, random: Random) {
    this.#speak = speak
    this.#random = random
    this.#start = start
    for (const node of nodes) this.#queue.add(node.node.contactAt, node)
  }

  /**
   * Lets the nodes speak whose time has come, as long as not too many are at it; doesn't wait for answers.
   * Tells whether any is at it.
   */
  letSpeak(now: () => number): boolean {
    while (this.#underWay.size < MOST_AT_ONCE) {
      const due = this.#queue.takeDue(now())
      if (due === undefined) break
      const contact = this.#contact(due.value, now).finally(() => this.#underWay.delete(contact))
      this.#underWay.add(contact)
    }
    return this.#underWay.size > 0
  }

  /** Resolves when every answer is there that was asked for. */
  async settle(): Promise<void> {
    await Promise.all(this.#underWay)
  }

  async #contact(resumed: ResumedNode, now: () => number): Promise<void> {
    const { plan, node } = resumed
    if (!isUpdating(node) && isAbsent(plan.machine, now() - this.#start)) {
      const back = this.#start + (plan.machine.absence?.until ?? 0)
      if (Number.isFinite(back)) this.#queue.add(back, resumed)
      return
    }
    const traits = nodeTraits(plan, this.#start)
    try {
      const answer = await this.#speak(plan, nodeRequest(node, traits))
      resumed.node = afterAnswer(node, answer, { traits, now: now(), random: this.#random })
    } catch {
      // As a node does whose server can't be reached: it says the same again later.
      resumed.node = { ...node, contactAt: now() + CHECK_INTERVAL }
    }
    this.#queue.add(resumed.node.contactAt, resumed)
  }
}

/** A machine doesn't go off in the middle of an update. */
function isUpdating({ phase }: Pick<SimulatedNode, 'phase'>): boolean {
  return phase.kind === 'returning' ? isUpdating({ phase: phase.to }) : phase.kind !== 'idle'
}
