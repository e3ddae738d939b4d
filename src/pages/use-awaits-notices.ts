import { useQuery } from '@tanstack/react-query'
import { failingNodesQuery } from '#src/api/failing-nodes.ts'
import { sharedIdsQuery } from '#src/api/shared-ids.ts'
import { useAwaits } from '#src/ui/use-awaits.ts'
import type { OpenGroup } from './open-group.ts'

/** Whether a view of a group should wait: what its notices tell is still being read, and they would push the rest down. */
export function useAwaitsNotices({ groupRef, data }: Pick<OpenGroup, 'groupRef' | 'data'>): boolean {
  const { lastDay, breakdown } = data
  const failing = useQuery(failingNodesQuery(groupRef.groupId))
  const sharedIds = useQuery(sharedIdsQuery(groupRef.groupId))
  return useAwaits([lastDay, breakdown, failing, sharedIds].some(({ isPending }) => isPending))
}
