import { useQuery } from '@tanstack/react-query'
import { SECOND_MS } from '#contract/time-units.ts'
import { failingNodesQuery } from '#src/api/failing-nodes.ts'
import { sharedIdsQuery } from '#src/api/shared-ids.ts'
import { useAfter } from '#src/ui/use-after.ts'
import type { OpenGroup } from './open-group.ts'

/** A server that takes longer shows what it has. */
const MOST_MS = 2 * SECOND_MS

/** Whether a view of a group should wait: what its notices tell is still being read, and they would push the rest down. */
export function useAwaitsNotices({ groupRef, data }: Pick<OpenGroup, 'groupRef' | 'data'>): boolean {
  const { lastDay, breakdown } = data
  const failing = useQuery(failingNodesQuery(groupRef.groupId))
  const sharedIds = useQuery(sharedIdsQuery(groupRef.groupId))
  const isLate = useAfter(true, MOST_MS)
  return !isLate && [lastDay, breakdown, failing, sharedIds].some(({ isPending }) => isPending)
}
