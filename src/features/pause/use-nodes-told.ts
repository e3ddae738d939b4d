import { useQuery } from '@tanstack/react-query'
import type { Group } from '#contract/group.ts'
import { instanceStatsQuery, versionBreakdownQuery } from '#src/api/groups.ts'
import { rolloutQuery } from '#src/api/rollout.ts'

/**
 * The group's nodes of the last day: undefined while they are awaited, null where they can't be read. The server's
 * counts are null where it doesn't tell them.
 */
export function useNodesTold(group: Group) {
  const ref = { applicationId: group.application_id, groupId: group.id }
  const stats = useQuery(instanceStatsQuery(ref, '1d'))
  const breakdown = useQuery(versionBreakdownQuery(ref))
  const rollout = useQuery(rolloutQuery(ref))
  if (stats.data && breakdown.data && !rollout.isPending)
    return { lastDay: stats.data, breakdown: breakdown.data, counts: rollout.data?.counts ?? null }
  return stats.isError || breakdown.isError ? null : undefined
}
