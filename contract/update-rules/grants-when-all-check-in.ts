import { decideUpdate, type UpdateDecision } from './decide-update.ts'
import {
  decideWithinLimits,
  type LimitDecision,
  type RolloutPolicy,
  type UpdateCounts,
} from './decide-within-limits.ts'
import { grantsWithinLimits } from './grants-within-limits.ts'

/** What happens when every waiting node checks in at once (`waiting-nodes.ts`). */
export interface GrantsAtOnce {
  /** How many check in. */
  waiting: number
  grants: number
  /** Why the others are not granted; null where all are, or none checks in. */
  held:
    | Extract<UpdateDecision<never>, { kind: 'refuse' }>['reason']
    | Extract<LimitDecision, { kind: 'hold' }>['reason']
    | 'blacklisted'
    | null
}

/** Decides as the server would for one node after another. */
export function grantsWhenAllCheckIn(
  policy: RolloutPolicy,
  target: { version: string; blacklisted: boolean } | null,
  waiting: number,
  counts: UpdateCounts,
  now: Date,
): GrantsAtOnce {
  const channel = { target: target && { id: target.version, ...target }, floors: [] }
  // Any version below the target will do, since the limits do not depend on it.
  const node = { version: '0.0.0-0', status: null, last_update_version: null, isTimedOut: false }
  const decision = decideUpdate({ node, isSyncer: false, channel, policy }, now)
  if (decision.kind === 'refuse') return { waiting, grants: 0, held: decision.reason }
  if (decision.kind === 'grant') return { waiting, grants: waiting, held: null }
  if (decision.kind !== 'check-limits') return { waiting, grants: 0, held: 'blacklisted' }
  const grants = grantsWithinLimits(policy, counts, waiting)
  if (grants >= waiting) return { waiting, grants, held: null }
  const verdict = decideWithinLimits(policy, {
    ...counts,
    granted_in_last_period: counts.granted_in_last_period + grants,
    in_progress: counts.in_progress + grants,
  })
  return { waiting, grants, held: verdict.kind === 'hold' ? verdict.reason : null }
}
