import { useQuery } from '@tanstack/react-query'
import { type Group, targetVersion } from '#contract/group.ts'
import { type GroupRef, instanceStatsQuery, versionBreakdownQuery } from '#src/api/groups.ts'
import { hasFailedRead } from '#src/api/has-failed-read.ts'
import { rolloutQuery } from '#src/api/rollout.ts'
import { rolloutBlocker } from '#src/domain/rollout/rollout-blocker.ts'
import { silentNodes } from '#src/domain/rollout/rollout-progress.ts'
import { targetShare } from '#src/domain/rollout/target-share.ts'
import { useMinute } from '#src/ui/use-now.ts'
import { useGroupState } from './use-group-state.ts'

/** The queries of a group's rollout, each of which can fail alone, and what follows from them. */
export function useRolloutData(ref: GroupRef, group: Group) {
  const target = targetVersion(group)
  const state = useGroupState(ref, group)
  const rollout = useQuery(rolloutQuery(ref))
  const lastDay = useQuery(instanceStatsQuery(ref, '1d'))
  const last30Days = useQuery(instanceStatsQuery(ref, '30d'))
  const breakdown = useQuery(versionBreakdownQuery(ref))
  const now = useMinute()
  const share = breakdown.data && targetShare(breakdown.data, target)
  const silent = lastDay.data && last30Days.data && silentNodes(lastDay.data, last30Days.data)
  const blocker = rolloutBlocker(
    {
      group,
      state,
      share,
      lastDay: lastDay.data,
      silent,
      rollout: rollout.data,
      hasFailed: [breakdown, lastDay, rollout].some(hasFailedRead),
    },
    now,
  )
  return { target, state, rollout, lastDay, last30Days, breakdown, share, silent, blocker, now }
}

export type RolloutData = ReturnType<typeof useRolloutData>
