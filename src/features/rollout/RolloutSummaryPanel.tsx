import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { InstanceStats } from '#contract/group-statistics.ts'
import { type GroupRef, instanceStatsQuery, versionBreakdownQuery } from '#src/api/groups.ts'
import { targetShare } from '#src/domain/rollout/target-share.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import styles from './RolloutContent.module.css'
import { SilentNodes } from './SilentNodes.tsx'
import { type RenderStatusCount, StatusCountTable } from './StatusCountTable.tsx'
import { TargetBar } from './TargetBar.tsx'

interface RolloutSummaryPanelProps {
  groupRef: GroupRef
  groupName: string
  target: string | null
  renderCount: RenderStatusCount
  /** Renders text as a link to the silent nodes. */
  renderSilent: (text: string) => ReactNode
  /** Links beside the title. */
  actions?: ReactNode
}

/** The progress of a group's rollout: the share at the target, and the nodes by status. */
export function RolloutSummaryPanel(props: RolloutSummaryPanelProps) {
  const { groupRef, actions, renderSilent } = props
  const query = useQuery(instanceStatsQuery(groupRef, '1d'))
  return (
    <QueryPanel
      title="Rollout"
      note="nodes seen in the last 24 hours"
      query={query}
      minHeight="25rem"
      actions={actions}
    >
      {(stats) =>
        stats.total === 0 ? (
          <EmptyState title="No node was seen in the last 24 hours">
            <SilentNodes groupRef={groupRef} lastDay={stats} renderSilent={renderSilent} />
          </EmptyState>
        ) : (
          <RolloutSummary stats={stats} {...props} />
        )
      }
    </QueryPanel>
  )
}

function RolloutSummary(props: RolloutSummaryPanelProps & { stats: InstanceStats }) {
  const { stats, groupRef, groupName, target, renderCount, renderSilent } = props
  const { data: breakdown } = useQuery(versionBreakdownQuery(groupRef))
  const share = breakdown && targetShare(breakdown, target)
  return (
    <div className={styles['stack']}>
      {share && target !== null && <TargetBar share={share} target={target} />}
      <StatusCountTable label={`Statuses of ${groupName}`} stats={stats} renderCount={renderCount} />
      <div className={styles['note']}>
        <SilentNodes groupRef={groupRef} lastDay={stats} renderSilent={renderSilent} />
        <p>
          Complete nodes finished their latest update, which may be an earlier one. They include nodes that
          run the target and never reported an update; the node list shows these as “No report yet”.
        </p>
      </div>
    </div>
  )
}
