import type { Random } from '#contract/random.ts'

/** How many nodes something happens to in each step. */
export class StepSchedule {
  readonly #nodes: Float64Array

  constructor(count: number) {
    this.#nodes = new Float64Array(count)
  }

  at(step: number): number {
    return this.#nodes[step] ?? 0
  }

  /** Rounds the step down; ignores steps past the end. */
  add(step: number, nodes: number): void {
    const at = Math.max(0, Math.floor(step))
    if (at < this.#nodes.length) this.#nodes[at] = this.at(at) + nodes
  }

  /**
   * Adds nodes, each at a step of its own; many nodes share `mostParts` steps.
   * @param stepOf the step for a place among the nodes, 0 to 1
   */
  spread(nodes: number, stepOf: (place: number) => number, random: Random, mostParts: number): void {
    forParts(nodes, mostParts, (part, place) =>
      this.add(stepOf(place + random.next() / Math.min(nodes, mostParts)), part),
    )
  }
}

/** Divides nodes evenly into at most `mostParts` parts, one node each where they are few; `place` is 0 to 1. */
export function forParts(
  nodes: number,
  mostParts: number,
  visit: (part: number, place: number) => void,
): void {
  const parts = Math.min(nodes, mostParts)
  for (let index = 0; index < parts; index++) {
    const part = Math.floor(((index + 1) * nodes) / parts) - Math.floor((index * nodes) / parts)
    visit(part, index / parts)
  }
}
