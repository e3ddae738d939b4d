import { useQuery } from '@tanstack/react-query'
import { failingNodesQuery } from '#src/api/failing-nodes.ts'
import { useHoldLayout } from '#src/ui/use-hold-layout.ts'
import type { OpenGroup } from './open-group.ts'

/**
 * Whether a view of a group should wait: what its notices tell is still being read, and they would push the rest down.
 * @param readsMore whether it reads more than every such view does
 */
export function useHoldForNotices({ groupRef, data }: OpenGroup, readsMore: boolean): boolean {
  const { lastDay, breakdown } = data
  const failing = useQuery(failingNodesQuery(groupRef.groupId))
  return useHoldLayout(readsMore || [lastDay, breakdown, failing].some(({ isPending }) => isPending))
}
