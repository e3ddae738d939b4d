import { useQuery } from '@tanstack/react-query'
import { type Group, targetVersion } from '#contract/group.ts'
import { type GroupRef, instanceStatsQuery, versionBreakdownQuery } from '#src/api/groups.ts'
import { hasFailedRead } from '#src/api/has-failed-read.ts'
import { useSafeModeBrakes } from '#src/api/platte-status.ts'
import { useFrozenGroups } from '#src/api/use-frozen-groups.ts'
import { groupState, type GroupState } from '#src/domain/rollout/group-state.ts'
import { targetShare } from '#src/domain/rollout/target-share.ts'
import { useMinute } from '#src/ui/use-now.ts'

/** The state of the group's rollout, as far as the queries have loaded. */
export function useGroupState(ref: GroupRef, group: Group): GroupState {
  const breakdown = useQuery(versionBreakdownQuery(ref))
  const { data: lastDay } = useQuery(instanceStatsQuery(ref, '1d'))
  const brakes = useSafeModeBrakes()
  const isFrozen = useFrozenGroups().has(group.id)
  const now = useMinute()
  const share = breakdown.data && targetShare(breakdown.data, targetVersion(group))
  const state = groupState(group, share, brakes, { lastDay, now, isFrozen })
  if (state.kind === 'unknown') return { kind: 'unknown', hasFailed: hasFailedRead(breakdown) }
  // Only the brakes show whether an operator or safe mode switched updates off.
  return state.kind === 'updates-off' && brakes === undefined ? { kind: 'unknown' } : state
}
