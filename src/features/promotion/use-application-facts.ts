import { useMemo } from 'react'
import type { Application } from '#contract/application.ts'
import type { Group } from '#contract/group.ts'
import { useFleetStats } from '#src/api/use-fleet-stats.ts'
import type { GroupWithStats } from '#src/domain/promotion/promotion-gate.ts'

const NO_GROUPS: Group[] = []

/** A group's facts, and why the latest try to read its numbers failed. */
export interface GroupInPipeline extends GroupWithStats {
  error: Error | null
}

/** An application with the numbers of its groups, as far as they came. */
export function useApplicationFacts({ groups: nullableGroups }: Application) {
  const groups = nullableGroups ?? NO_GROUPS
  const refs = useMemo(
    () => groups.map(({ application_id, id }) => ({ applicationId: application_id, groupId: id })),
    [groups],
  )
  const { results, oldestReadAt } = useFleetStats(refs)
  const facts = groups.map((group, index): GroupInPipeline => {
    const result = results[index]
    return { group, numbers: result?.stats, error: result?.error ?? null }
  })
  return {
    followersOf: (channelId: string) => facts.filter(({ group }) => group.channel_id === channelId),
    /** When the oldest of the stats were read, in ms; 0 while there are none. */
    oldestReadAt,
  }
}
