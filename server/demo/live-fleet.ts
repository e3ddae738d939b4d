import { DEMO_CHECK_IN_INTERVAL_MS } from '#contract/check-in-interval.ts'
import { isAbsent, type NodePlan, nodeTraits } from './fleet-plan.ts'
import type { Random } from '#contract/random.ts'
import type { ResumedNode } from './resume-nodes.ts'
import { nodeRequest, type NodeRequest } from './node-request.ts'
import type { NodeResponse } from './node-response.ts'
import { advanceNode, type SimulatedNode } from './simulated-node.ts'
import { TimeQueue } from './time-queue.ts'

/** Sends a node's request to the update server. */
export type SendRequest = (node: NodePlan, request: NodeRequest) => Promise<NodeResponse>

/** More would only wait for each other in the server. */
const MAX_CONCURRENT_REQUESTS = 8

/** Nodes that contact a server, each when it is due. Has no timer: the caller passes the time. */
export class LiveFleet {
  readonly #queue = new TimeQueue<ResumedNode>()
  readonly #send: SendRequest
  readonly #random: Random
  /** When the demo started; the plan's times are relative to it. */
  readonly #start: number
  readonly #pending = new Set<Promise<void>>()

  constructor(nodes: readonly ResumedNode[], start: number, send: SendRequest, random: Random) {
    this.#send = send
    this.#random = random
    this.#start = start
    for (const node of nodes) this.#queue.add(node.node.nextContactAt, node)
  }

  /**
   * Sends the requests of due nodes, as many as may be pending at once, without waiting for responses.
   * Returns whether any request is pending.
   */
  sendDue(now: () => number): boolean {
    while (this.#pending.size < MAX_CONCURRENT_REQUESTS) {
      const due = this.#queue.takeDue(now())
      if (due === undefined) break
      const contact = this.#contact(due.value, now).finally(() => this.#pending.delete(contact))
      this.#pending.add(contact)
    }
    return this.#pending.size > 0
  }

  /** Resolves when no request is pending. */
  async settle(): Promise<void> {
    await Promise.all(this.#pending)
  }

  async #contact(resumed: ResumedNode, now: () => number): Promise<void> {
    const { plan, node } = resumed
    if (!isUpdating(node) && isAbsent(plan.machine, now() - this.#start)) {
      const returnsAt = this.#start + (plan.machine.absence?.until ?? 0)
      if (Number.isFinite(returnsAt)) this.#queue.add(returnsAt, resumed)
      return
    }
    const traits = nodeTraits(plan, this.#start)
    try {
      const response = await this.#send(plan, nodeRequest(node, traits))
      resumed.node = advanceNode(node, response, { traits, now: now(), random: this.#random })
    } catch {
      // Like a real node that can't reach its server, it repeats the request later.
      resumed.node = { ...node, nextContactAt: now() + DEMO_CHECK_IN_INTERVAL_MS }
    }
    this.#queue.add(resumed.node.nextContactAt, resumed)
  }
}

/** A machine doesn't go absent during an update. */
function isUpdating({ phase }: Pick<SimulatedNode, 'phase'>): boolean {
  return phase.kind === 'returning' ? isUpdating({ phase: phase.to }) : phase.kind !== 'idle'
}
