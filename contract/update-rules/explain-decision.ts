import type { UpdateDecision } from './decide-update.ts'
import {
  decideWithinLimits,
  hasLimits,
  limitUses,
  type RolloutPolicy,
  type UpdateCounts,
} from './decide-within-limits.ts'
import type { ChannelPackage, PackagesToInstall } from './packages-to-install.ts'
import { isLimitGate, UPDATE_GATES, type UpdateGate } from './update-gates.ts'

export const GATE_STATES = ['passed', 'blocked', 'not-reached', 'unknown'] as const

export interface GateReport {
  gate: UpdateGate
  /** Unknown: the update server does not report the counts that the gate compares. */
  state: (typeof GATE_STATES)[number]
  /** What a limit compares; null for other gates, and for limits that the policy doesn't have or that are not reached. */
  count: number | null
  limit: number | null
}

export const CHECK_OUTCOMES = [
  /** Gets an update that it didn't have before. */
  'granted',
  /** Gets again what it was granted. */
  'offered',
  'no-update',
  /** No update, and its grant ends: the record becomes complete. */
  'completed',
  'refused',
  'on-hold',
  /** Granted or on hold: the update server does not report which. */
  'unknown',
] as const
export type CheckOutcome = (typeof CHECK_OUTCOMES)[number]

export interface DecisionExplanation<P extends ChannelPackage> {
  outcome: CheckOutcome
  /** The first gate that the node doesn't pass; null where it gets its update. */
  blockedBy: UpdateGate | null
  /** In the order of the decision, one for each of `UPDATE_GATES`. */
  gates: GateReport[]
  /** What it would install if it gets an update; null where it gets none. */
  packages: PackagesToInstall<P> | null
}

interface Ending<P extends ChannelPackage> {
  outcome: CheckOutcome
  blockedBy: UpdateGate | null
  /** Where the decision ended; null if it went through all gates. */
  last: UpdateGate | null
  packages: PackagesToInstall<P> | null
}

/**
 * Replays the server's decision of an update check gate by gate.
 * @param decision what `decideUpdate` decides; null for a node whose group is gone or has no channel
 * @param counts of the group; only read where the decision is to check the limits, null where they are not reported
 */
export function explainDecision<P extends ChannelPackage>(
  decision: UpdateDecision<P> | null,
  policy: RolloutPolicy | null,
  counts: UpdateCounts | null,
): DecisionExplanation<P> {
  const ending = endingOf(decision, policy, counts)
  const uses = policy && counts && hasLimits(policy) ? limitUses(policy, counts) : null
  const end = ending.last === null ? UPDATE_GATES.length : UPDATE_GATES.indexOf(ending.last)
  const gates = UPDATE_GATES.map((gate, place): GateReport => {
    const use = isLimitGate(gate) && place <= end ? uses?.[gate] : null
    return { gate, state: stateOf(gate, place, { ...ending, end }), ...(use ?? NO_USE) }
  })
  return { outcome: ending.outcome, blockedBy: ending.blockedBy, gates, packages: ending.packages }
}

const NO_USE = { count: null, limit: null }

function stateOf(
  gate: UpdateGate,
  place: number,
  { outcome, blockedBy, end }: Pick<Ending<never>, 'outcome' | 'blockedBy'> & { end: number },
): GateReport['state'] {
  if (outcome === 'unknown' && isLimitGate(gate)) return 'unknown'
  if (gate === blockedBy) return 'blocked'
  return place <= end ? 'passed' : 'not-reached'
}

const blocked = (outcome: CheckOutcome, gate: UpdateGate): Ending<never> => ({
  outcome,
  blockedBy: gate,
  last: gate,
  packages: null,
})

function endingOf<P extends ChannelPackage>(
  decision: UpdateDecision<P> | null,
  policy: RolloutPolicy | null,
  counts: UpdateCounts | null,
): Ending<P> {
  if (decision === null || policy === null) return blocked('refused', 'no-group')
  switch (decision.kind) {
    case 'refuse':
      return blocked('refused', decision.gate)
    case 'no-update':
      return blocked('no-update', decision.gate)
    case 'complete':
      return blocked('completed', 'held-grant')
    case 'offer':
      return { outcome: 'offered', blockedBy: null, last: 'held-grant', packages: decision.packages }
    case 'grant':
      return { outcome: 'granted', blockedBy: null, last: null, packages: decision.packages }
    case 'check-limits':
      break
  }
  const { packages } = decision
  if (counts === null) return { outcome: 'unknown', blockedBy: null, last: null, packages }
  const verdict = decideWithinLimits(policy, counts)
  return verdict.kind === 'grant'
    ? { outcome: 'granted', blockedBy: null, last: null, packages }
    : { ...blocked('on-hold', verdict.reason), packages }
}
