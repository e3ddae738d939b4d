import { useQuery } from '@tanstack/react-query'
import { type Group, targetVersion } from '#contract/group.ts'
import { type GroupRef, instanceStatsQuery, versionBreakdownQuery } from '#src/api/groups.ts'
import { platteStatusQuery } from '#src/api/platte-status.ts'
import { useFrozenGroups } from '#src/api/use-frozen-groups.ts'
import { groupState, type GroupState } from '#src/domain/rollout/group-state.ts'
import { targetShare } from '#src/domain/rollout/target-share.ts'
import { useMinute } from '#src/ui/use-now.ts'

/** What the group's rollout is doing, by what the servers have told so far. */
export function useGroupState(ref: GroupRef, group: Group): GroupState {
  const { data: breakdown } = useQuery(versionBreakdownQuery(ref))
  const { data: lastDay } = useQuery(instanceStatsQuery(ref, '1d'))
  const { data: status, isPending } = useQuery(platteStatusQuery())
  const isFrozen = useFrozenGroups().has(group.id)
  const now = useMinute()
  const share = breakdown && targetShare(breakdown, targetVersion(group))
  const state = groupState(group, share, status?.safe_mode_brakes, { lastDay, now, isFrozen })
  // Whether an operator or safe mode switched updates off isn't known before the status is.
  return state.kind === 'updates-off' && isPending ? { kind: 'unknown' } : state
}
