import type { Group } from '#contract/group.ts'
import { isRollingOut } from '#src/domain/rollout/group-state.ts'
import { type StalledPhase, stalledPhase, stalledSince } from '#src/domain/rollout/stalled-rollout.ts'
import type { RolloutData } from './use-rollout-data.ts'

export interface Stall {
  /** In ms. */
  since: number
  /** The status that most nodes are stuck in; null where no node is in progress. */
  phase: StalledPhase | null
}

/** Since when the rollout has stalled, and where; null unless it has, and where that is not reported. */
export function findStall(group: Group, { state, share, rollout, lastDay, now }: RolloutData): Stall | null {
  if (!rollout.data || !lastDay.data || !share || !isRollingOut(state)) return null
  const { started_ts, last_completion_ts } = rollout.data
  const times = { startedTs: started_ts, lastCompletionTs: last_completion_ts }
  const since = stalledSince(group, times, now)
  return since === null ? null : { since, phase: stalledPhase(share, lastDay.data) }
}
