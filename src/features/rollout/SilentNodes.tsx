import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { InstanceStats } from '#contract/group-statistics.ts'
import { type GroupRef, instanceStatsQuery } from '#src/api/groups.ts'
import { silentNodes } from '#src/domain/rollout/rollout-progress.ts'
import { plural } from '#src/lib/format-number.ts'

interface SilentNodesProps {
  groupRef: GroupRef
  seenLastDay: InstanceStats
  renderSilent: (words: string) => ReactNode
}

/** The nodes that no number of the last day counts. */
export function SilentNodes({ groupRef, seenLastDay, renderSilent }: SilentNodesProps) {
  const { data: last30Days, isError } = useQuery(instanceStatsQuery(groupRef, '30d'))
  if (!last30Days) {
    return <p>{isError ? 'How many nodes are silent could not be read.' : 'Silent nodes: …'}</p>
  }
  const silent = silentNodes(seenLastDay, last30Days)
  if (silent === 0) return <p>No node of the last 30 days has been silent for more than a day.</p>
  return (
    <p>
      Not counted: {renderSilent(`${plural(silent, 'node')} silent`)} for more than a day, seen in the last 30
      days.
    </p>
  )
}
