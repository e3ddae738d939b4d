import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { InstanceStats } from '#contract/group-statistics.ts'
import { type GroupRef, instanceStatsQuery } from '#src/api/groups.ts'
import { silentNodes } from '#src/domain/rollout/rollout-progress.ts'
import { plural } from '#src/lib/format-number.ts'

interface SilentNodesProps {
  groupRef: GroupRef
  /** Nodes seen in the last 24 hours. */
  lastDay: InstanceStats
  /** Renders text as a link to the silent nodes. */
  renderSilent: (text: string) => ReactNode
}

/** The number of silent nodes, which counts of the last 24 hours leave out. */
export function SilentNodes({ groupRef, lastDay, renderSilent }: SilentNodesProps) {
  const { data: last30Days, isError } = useQuery(instanceStatsQuery(groupRef, '30d'))
  if (!last30Days) {
    return <p>{isError ? 'Failed to read the number of silent nodes.' : 'Silent nodes: …'}</p>
  }
  const silent = silentNodes(lastDay, last30Days)
  if (silent === 0)
    return <p>No silent nodes: all nodes of the last 30 days were seen in the last 24 hours.</p>
  return (
    <p>
      Not counted: {renderSilent(plural(silent, 'silent node'))}, seen in the last 30 days but not in the last
      24 hours.
    </p>
  )
}
