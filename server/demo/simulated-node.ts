import { DEMO_CHECK_IN_INTERVAL_MS } from '#contract/check-in-interval.ts'
import { MINUTE_MS, SECOND_MS } from '#contract/time-units.ts'
import { type NodeResponse, UPDATE_IN_PROGRESS } from './node-response.ts'
import type { Random } from '#contract/random.ts'
import { sampleFailure, type UpdateFailure } from './update-failure.ts'

/**
 * One application on one machine. Flatcar behaves as its updater does (flatcar/update_engine), the other application
 * as a container that an agent keeps up to date.
 */
export interface SimulatedNode {
  version: string
  phase: NodePhase
  /** When it contacts the server next, in milliseconds since the epoch. */
  nextContactAt: number
  /** Failed updates in a row. */
  failures: number
}

export type NodePhase =
  /** Checks for updates. */
  | { kind: 'idle' }
  | UpdatePhase
  /** The server reports an update in progress that the node doesn't have; Flatcar's updater reports a failure then. */
  | { kind: 'out-of-sync' }
  /** Absent for so long that the server ignores its events until it has checked in. */
  | { kind: 'returning'; to: NodePhase }

interface UpdatePhase {
  kind: UpdateStep
  target: string
  /** Null when this update succeeds. */
  failure: UpdateFailure | null
}

/** In this order, each until its next contact; a container doesn't reboot. */
type UpdateStep = 'starting' | 'downloading' | 'installing' | 'installed' | 'rebooting'

/** What distinguishes one node from another. Times are in milliseconds since the epoch. */
export interface NodeTraits {
  isFlatcar: boolean
  /** From then on its cluster doesn't let it reboot into the installed version. */
  rebootsHeldFrom: number | null
  /** From then on every installation fails. */
  diskBreaksAt: number | null
}

/** What a node's next state depends on, besides the response. */
export interface SimulationStep {
  traits: NodeTraits
  now: number
  random: Random
}

type Span = readonly [from: number, to: number]

const BETWEEN_CHECKS: Span = [0.9 * DEMO_CHECK_IN_INTERVAL_MS, 1.1 * DEMO_CHECK_IN_INTERVAL_MS]
const SHORT_DELAY: Span = [SECOND_MS, 5 * SECOND_MS]

const MACHINE_STEPS: Record<UpdateStep, Span> = {
  starting: [5 * SECOND_MS, 20 * SECOND_MS],
  downloading: [45 * SECOND_MS, 150 * SECOND_MS],
  installing: [20 * SECOND_MS, 60 * SECOND_MS],
  installed: [15 * SECOND_MS, 60 * SECOND_MS],
  rebooting: [40 * SECOND_MS, 90 * SECOND_MS],
}
const CONTAINER_STEPS: Record<UpdateStep, Span> = {
  starting: SHORT_DELAY,
  downloading: [15 * SECOND_MS, 45 * SECOND_MS],
  installing: [5 * SECOND_MS, 20 * SECOND_MS],
  installed: [5 * SECOND_MS, 20 * SECOND_MS],
  rebooting: SHORT_DELAY,
}

/** After the first failure; doubles with each further one, up to ten hours. */
const RETRY_DELAY: Span = [20 * MINUTE_MS, 40 * MINUTE_MS]
const MAX_DOUBLINGS = 4

/** The node's state after the server responded to its request at `now`. */
export function advanceNode(
  node: SimulatedNode,
  response: NodeResponse,
  simulation: SimulationStep,
): SimulatedNode {
  const { phase } = node
  const { traits, now } = simulation
  if (phase.kind === 'idle') return afterCheck(node, response, simulation)
  if (phase.kind === 'out-of-sync') return enter(node, { kind: 'idle' }, BETWEEN_CHECKS, simulation)
  if (phase.kind === 'returning') return enter(node, phase.to, SHORT_DELAY, simulation)
  if (phase.kind === 'rebooting' && phase.failure?.during === 'rebooting') {
    // It reports the failure and checks in one request, and may get the update again.
    return response.kind === 'update'
      ? afterCheck(node, response, simulation)
      : afterFailure(node, simulation)
  }
  if (phase.failure?.during === phase.kind) return afterFailure(node, simulation)
  if (phase.kind === 'starting') return enterStep(node, { ...phase, kind: 'downloading' }, simulation)
  if (phase.kind === 'downloading') return enterStep(node, { ...phase, kind: 'installing' }, simulation)
  if (phase.kind === 'installing') return enterStep(node, { ...phase, kind: 'installed' }, simulation)

  const updated = { ...node, version: phase.target, failures: 0 }
  if (phase.kind === 'rebooting') return afterCheck(updated, response, simulation)
  if (!traits.isFlatcar) return enter(updated, { kind: 'idle' }, BETWEEN_CHECKS, simulation)
  const isRebootHeld = traits.rebootsHeldFrom !== null && now >= traits.rebootsHeldFrom
  return isRebootHeld
    ? enter(node, phase, BETWEEN_CHECKS, simulation)
    : enterStep(node, { ...phase, kind: 'rebooting' }, simulation)
}

function afterCheck(node: SimulatedNode, response: NodeResponse, simulation: SimulationStep): SimulatedNode {
  if (response.kind === 'update') {
    const failure = sampleFailure(simulation.traits, simulation.now, simulation.random)
    return enterStep(node, { kind: 'starting', target: response.version, failure }, simulation)
  }
  if (response.kind === 'error' && response.reason === UPDATE_IN_PROGRESS)
    return enter(node, { kind: 'out-of-sync' }, SHORT_DELAY, simulation)
  return enter(node, { kind: 'idle' }, BETWEEN_CHECKS, simulation)
}

/** Flatcar's updater backs off exponentially while its updates fail. */
function afterFailure(node: SimulatedNode, simulation: SimulationStep): SimulatedNode {
  const factor = 2 ** Math.min(node.failures, MAX_DOUBLINGS)
  const failed = { ...node, failures: node.failures + 1 }
  return enter(failed, { kind: 'idle' }, [RETRY_DELAY[0] * factor, RETRY_DELAY[1] * factor], simulation)
}

function enterStep(node: SimulatedNode, phase: UpdatePhase, simulation: SimulationStep): SimulatedNode {
  const steps = simulation.traits.isFlatcar ? MACHINE_STEPS : CONTAINER_STEPS
  return enter(node, phase, steps[phase.kind], simulation)
}

function enter(node: SimulatedNode, phase: NodePhase, [from, to]: Span, { now, random }: SimulationStep) {
  return { ...node, phase, nextContactAt: now + Math.round(random.between(from, to)) }
}
