import { useQuery } from '@tanstack/react-query'
import type { Group } from '#contract/group.ts'
import { instanceStatsQuery, versionBreakdownQuery } from '#src/api/groups.ts'
import { hasFailedRead } from '#src/api/has-failed-read.ts'
import { rolloutQuery } from '#src/api/rollout.ts'

/**
 * The group's nodes of the last 24 hours: undefined while they are loading, null if loading them failed. The limits' counts
 * are null where the server does not report them.
 */
export function useNodeCounts(group: Group) {
  const ref = { applicationId: group.application_id, groupId: group.id }
  const stats = useQuery(instanceStatsQuery(ref, '1d'))
  const breakdown = useQuery(versionBreakdownQuery(ref))
  const rollout = useQuery(rolloutQuery(ref))
  if (stats.data && breakdown.data && !rollout.isPending)
    return { lastDay: stats.data, breakdown: breakdown.data, counts: rollout.data?.counts ?? null }
  return hasFailedRead(stats) || hasFailedRead(breakdown) ? null : undefined
}
