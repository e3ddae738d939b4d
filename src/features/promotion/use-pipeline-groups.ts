import { useMemo } from 'react'
import type { Application } from '#contract/application.ts'
import type { Group } from '#contract/group.ts'
import { refOfGroup } from '#src/api/groups.ts'
import { useFleetStats } from '#src/api/use-fleet-stats.ts'
import type { GroupWithStats } from '#src/domain/promotion/promotion-gate.ts'

const NO_GROUPS: Group[] = []

/** A group with its numbers, and why reading them last failed. */
export interface PipelineGroup extends GroupWithStats {
  error: Error | null
}

/** The groups of an application with their numbers, as far as they are loaded. */
export function usePipelineGroups({ groups: nullableGroups }: Application) {
  const groups = nullableGroups ?? NO_GROUPS
  const refs = useMemo(() => groups.map(refOfGroup), [groups])
  const { results, oldestReadAt } = useFleetStats(refs)
  const facts = groups.map((group, index): PipelineGroup => {
    const result = results[index]
    return { group, numbers: result?.stats, error: result?.error ?? null }
  })
  return {
    groupsOf: (channelId: string) => facts.filter(({ group }) => group.channel_id === channelId),
    /** When the oldest of the stats were read, in ms; 0 while there are none. */
    oldestReadAt,
  }
}
