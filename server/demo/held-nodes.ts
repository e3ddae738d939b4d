import { DEMO_CHECK_IN_INTERVAL_MS } from '#contract/check-in-interval.ts'
import { intervalSeconds } from '#contract/interval.ts'
import type { Random } from '#contract/random.ts'
import { compareVersions } from '#contract/version-order.ts'
import { SECOND_MS } from '#contract/time-units.ts'
import type { ServerGroup, ServerNode } from './server-state.ts'
import type { TimeQueue } from './time-queue.ts'

export interface HeldNodesOptions {
  queue: TimeQueue<(now: number) => void>
  random: Random
  /** Lets the node check; returns whether it was granted an update. */
  check: (node: ServerNode, now: number) => boolean
  isIdle: (node: ServerNode) => boolean
}

/**
 * Nodes that were refused an update, by group. Only one of a group checks at a time: the others would get the same
 * response.
 */
export class HeldNodes {
  readonly #options: HeldNodesOptions
  /** Some may have been updated in the meantime. */
  readonly #held = new Map<ServerGroup, ServerNode[]>()

  constructor(options: HeldNodesOptions) {
    this.#options = options
  }

  add(node: ServerNode, now: number): void {
    const held = this.#held.get(node.group)
    if (held?.includes(node)) return
    if (held !== undefined && held.length > 0) {
      held.push(node)
      return
    }
    this.#held.set(node.group, [node])
    this.#poll(node.group, now + this.#delayAfterRefusal(node.group))
  }

  #poll(group: ServerGroup, at: number): void {
    this.#options.queue.add(at, (now) => this.#checkOne(group, now))
  }

  #checkOne(group: ServerGroup, now: number): void {
    const { random, check, isIdle } = this.#options
    const held = this.#held.get(group) ?? []
    const index = random.integer(0, held.length - 1)
    const node = held[index]
    if (node === undefined) return
    const isGranted = check(node, now)
    const isStillHeld = !isGranted && isIdle(node)
    if (!isStillHeld || compareVersions(node.record.version, group.target.version) >= 0) {
      held[index] = held.at(-1) ?? node
      held.pop()
    }
    if (held.length === 0) return
    const delay = isGranted
      ? SECOND_MS + random.exponential(DEMO_CHECK_IN_INTERVAL_MS / held.length)
      : this.#delayAfterRefusal(group)
    this.#poll(group, now + Math.round(delay))
  }

  /** A fraction of the group's period, since a new period frees update slots. */
  #delayAfterRefusal({ policy }: ServerGroup): number {
    const period = (intervalSeconds(policy.policy_period_interval) ?? 60) * SECOND_MS
    return this.#options.random.integer(period / 20, period / 10)
  }
}
