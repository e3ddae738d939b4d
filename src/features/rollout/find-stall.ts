import type { Group } from '#contract/group.ts'
import { isRollingOut } from '#src/domain/rollout/group-state.ts'
import { type StalledPhase, stalledPhase, stalledSince } from '#src/domain/rollout/stalled-rollout.ts'
import type { ReadRollout } from './use-rollout.ts'

export interface Stall {
  /** In ms. */
  since: number
  /** Null where no node is on its way. */
  phase: StalledPhase | null
}

/** Since when a rollout doesn't get on and where its nodes sit; null while it does, and where nobody tells. */
export function findStall(group: Group, { state, rollout, lastDay, now }: ReadRollout): Stall | null {
  if (!rollout.data || !lastDay.data || !isRollingOut(state)) return null
  const { started_ts, last_completion_ts } = rollout.data
  const times = { startedTs: started_ts, lastCompletionTs: last_completion_ts }
  const since = stalledSince(group, times, now)
  return since === null ? null : { since, phase: stalledPhase(lastDay.data) }
}
