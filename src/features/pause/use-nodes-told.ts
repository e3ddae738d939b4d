import { useQuery } from '@tanstack/react-query'
import type { Group } from '#contract/group.ts'
import { instanceStatsQuery, versionBreakdownQuery } from '#src/api/groups.ts'
import { targetShare } from '#src/domain/target-share.ts'

/** The group's nodes of the last day: undefined while they are awaited, null where they can't be read. */
export function useNodesTold(group: Group) {
  const ref = { applicationId: group.application_id, groupId: group.id }
  const stats = useQuery(instanceStatsQuery(ref, '1d'))
  const breakdown = useQuery(versionBreakdownQuery(ref))
  if (stats.data && breakdown.data) {
    const target = group.channel?.package?.version ?? null
    return { lastDay: stats.data, share: targetShare(breakdown.data, target) }
  }
  return stats.isError || breakdown.isError ? null : undefined
}
