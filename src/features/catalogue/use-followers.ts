import { useMemo } from 'react'
import type { Application } from '#contract/application.ts'
import type { VersionBreakdown } from '#contract/group-statistics.ts'
import type { Group } from '#contract/group.ts'
import { refOfGroup } from '#src/api/groups.ts'
import { useFleetStats } from '#src/api/use-fleet-stats.ts'

/** The groups that follow some channels, and their nodes seen in the last 24 hours. */
export interface Followers {
  groups: readonly Group[]
  /** Versions may be in it more than once. */
  breakdown: VersionBreakdown
  nodes: number
  /** Groups whose numbers are unknown. */
  unread: number
}

const NO_GROUPS: Group[] = []

/** Finds the followers of channels of the application, with the numbers as far as they are loaded. */
export function useFollowers({
  groups: nullableGroups,
}: Application): (channelIds: readonly string[]) => Followers {
  const groups = nullableGroups ?? NO_GROUPS
  const refs = useMemo(() => groups.map(refOfGroup), [groups])
  const { results } = useFleetStats(refs)
  return (channelIds) => {
    const found = groups.flatMap((group, index) =>
      group.channel_id !== null && channelIds.includes(group.channel_id)
        ? { group, versions: results[index]?.stats?.version_breakdown }
        : [],
    )
    const breakdown = found.flatMap(({ versions }) => versions ?? [])
    return {
      groups: found.map(({ group }) => group),
      breakdown,
      nodes: breakdown.reduce((sum, { instances }) => sum + instances, 0),
      unread: found.filter(({ versions }) => !versions).length,
    }
  }
}
