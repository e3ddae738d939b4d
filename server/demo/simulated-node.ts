import { MINUTE_MS, SECOND_MS } from '#contract/time-units.ts'
import { CHECK_INTERVAL } from './durations.ts'
import { type NodeAnswer, UPDATE_IN_PROGRESS } from './node-request.ts'
import type { Random } from '#contract/random.ts'
import { drawFailure, type UpdateFailure } from './update-failure.ts'

/**
 * One application on one machine, as the server gets to know it. Flatcar's behaves as its updater does
 * (flatcar/update_engine), another one as a container does that an agent keeps up to date.
 */
export interface SimulatedNode {
  version: string
  phase: NodePhase
  /** When it speaks to the server next. */
  contactAt: number
  /** How many of its updates failed in a row. */
  failures: number
}

export type NodePhase =
  /** Asks for updates. */
  | { kind: 'idle' }
  | UpdatePhase
  /** Was told that it is updating when it knows of no update: Flatcar's updater reports that as a failure. */
  | { kind: 'confused' }
  /** Was away so long that the server takes its word for nothing until it has seen it. */
  | { kind: 'returning'; to: NodePhase }

interface UpdatePhase {
  kind: UpdateStep
  target: string
  /** What this update will come to grief at. */
  failure: UpdateFailure | null
}

/** What it is at until it speaks next, in this order; a container doesn't boot. */
type UpdateStep = 'fetching' | 'downloading' | 'installing' | 'installed' | 'booting'

/** What sets one node apart from another. Times are in milliseconds since the epoch. */
export interface NodeTraits {
  isFlatcar: boolean
  /** From then on the cluster doesn't let it reboot into what it installed. */
  rebootsHeldFrom: number | null
  /** From then on nothing that it installs is what it downloaded. */
  diskBreaksAt: number | null
}

/** What the next state of a node depends on besides its answer. */
export interface Circumstances {
  traits: NodeTraits
  now: number
  random: Random
}

type Span = readonly [from: number, to: number]

const BETWEEN_CHECKS: Span = [0.9 * CHECK_INTERVAL, 1.1 * CHECK_INTERVAL]
const BRIEFLY: Span = [SECOND_MS, 5 * SECOND_MS]

/** How long a machine and a container take. */
const MACHINE_STEPS: Record<UpdateStep, Span> = {
  fetching: [5 * SECOND_MS, 20 * SECOND_MS],
  downloading: [45 * SECOND_MS, 150 * SECOND_MS],
  installing: [20 * SECOND_MS, 60 * SECOND_MS],
  installed: [15 * SECOND_MS, 60 * SECOND_MS],
  booting: [40 * SECOND_MS, 90 * SECOND_MS],
}
const CONTAINER_STEPS: Record<UpdateStep, Span> = {
  fetching: BRIEFLY,
  downloading: [15 * SECOND_MS, 45 * SECOND_MS],
  installing: [5 * SECOND_MS, 20 * SECOND_MS],
  installed: [5 * SECOND_MS, 20 * SECOND_MS],
  booting: BRIEFLY,
}

const PATIENCE: Span = [20 * MINUTE_MS, 40 * MINUTE_MS]
/** Of its patience after a failure: ten hours at most. */
const MOST_DOUBLINGS = 4

/** What becomes of a node once its request was answered at `now`. */
export function afterAnswer(node: SimulatedNode, answer: NodeAnswer, where: Circumstances): SimulatedNode {
  const { phase } = node
  const { traits, now } = where
  if (phase.kind === 'idle') return afterCheck(node, answer, where)
  if (phase.kind === 'confused') return enter(node, { kind: 'idle' }, BETWEEN_CHECKS, where)
  if (phase.kind === 'returning') return enter(node, phase.to, BRIEFLY, where)
  if (phase.kind === 'booting' && phase.failure?.during === 'booting') {
    // It speaks from its old version, asks in the same breath and may get the update once more.
    return answer.kind === 'update' ? afterCheck(node, answer, where) : afterFailure(node, where)
  }
  if (phase.failure?.during === phase.kind) return afterFailure(node, where)
  if (phase.kind === 'fetching') return step(node, { ...phase, kind: 'downloading' }, where)
  if (phase.kind === 'downloading') return step(node, { ...phase, kind: 'installing' }, where)
  if (phase.kind === 'installing') return step(node, { ...phase, kind: 'installed' }, where)

  const updated = { ...node, version: phase.target, failures: 0 }
  if (phase.kind === 'booting') return afterCheck(updated, answer, where)
  if (!traits.isFlatcar) return enter(updated, { kind: 'idle' }, BETWEEN_CHECKS, where)
  const isHeld = traits.rebootsHeldFrom !== null && now >= traits.rebootsHeldFrom
  return isHeld ? enter(node, phase, BETWEEN_CHECKS, where) : step(node, { ...phase, kind: 'booting' }, where)
}

function afterCheck(node: SimulatedNode, answer: NodeAnswer, where: Circumstances): SimulatedNode {
  if (answer.kind === 'update') {
    const failure = drawFailure(where.traits, where.now, where.random)
    return step(node, { kind: 'fetching', target: answer.version, failure }, where)
  }
  if (answer.kind === 'refusal' && answer.reason === UPDATE_IN_PROGRESS)
    return enter(node, { kind: 'confused' }, BRIEFLY, where)
  return enter(node, { kind: 'idle' }, BETWEEN_CHECKS, where)
}

/** Flatcar's updater asks ever less often while it fails. */
function afterFailure(node: SimulatedNode, where: Circumstances): SimulatedNode {
  const factor = 2 ** Math.min(node.failures, MOST_DOUBLINGS)
  const failed = { ...node, failures: node.failures + 1 }
  return enter(failed, { kind: 'idle' }, [PATIENCE[0] * factor, PATIENCE[1] * factor], where)
}

function step(node: SimulatedNode, phase: UpdatePhase, where: Circumstances): SimulatedNode {
  const steps = where.traits.isFlatcar ? MACHINE_STEPS : CONTAINER_STEPS
  return enter(node, phase, steps[phase.kind], where)
}

function enter(node: SimulatedNode, phase: NodePhase, [from, to]: Span, { now, random }: Circumstances) {
  return { ...node, phase, contactAt: now + Math.round(random.between(from, to)) }
}
