import type { InstanceStats } from '#contract/group-statistics.ts'
import type { Group } from '#contract/group.ts'
import type { Rollout } from '#contract/rollout.ts'
import { medianNodes, describePhase } from '#src/domain/rollout/rollout-phases.ts'
import { plural } from '#src/lib/format-number.ts'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import styles from './RolloutContent.module.css'
import { type RenderStatusCount, StatusCountTable } from './StatusCountTable.tsx'
import type { RolloutData } from './use-rollout-data.ts'

interface NodeStatusPanelProps {
  group: Group
  data: RolloutData
  renderCount: RenderStatusCount
}

/** How far nodes are in their updates, and how long each phase takes. */
export function NodeStatusPanel({ group, data, renderCount }: NodeStatusPanelProps) {
  return (
    <QueryPanel
      title="Nodes by status"
      note="nodes seen in the last 24 hours, by the status of their latest update"
      query={data.lastDay}
      minHeight="22rem"
      isEmpty={({ total }) => total === 0}
      empty={<EmptyState title="No node was seen in the last 24 hours" />}
    >
      {(stats) => (
        <NodeStatuses
          stats={stats}
          group={group}
          rollout={data.rollout.data ?? null}
          renderCount={renderCount}
        />
      )}
    </QueryPanel>
  )
}

interface NodeStatusesProps {
  stats: InstanceStats
  group: Group
  rollout: Rollout | null
  renderCount: RenderStatusCount
}

function NodeStatuses({ stats, group, rollout, renderCount }: NodeStatusesProps) {
  return (
    <div className={styles['stack']}>
      <StatusCountTable
        label={`Nodes of ${group.name} by status`}
        stats={stats}
        renderCount={renderCount}
        noteFor={(status) => rollout && describePhase(rollout, status, group.policy_update_timeout)}
      />
      <div className={styles['note']}>
        {rollout && medianNodes(rollout) > 0 && (
          <p>
            A median is the time from one status to the next, over at most the latest{' '}
            {plural(medianNodes(rollout), 'node')} of this rollout.
          </p>
        )}
        <p>Complete nodes finished their latest update, which may be an earlier one.</p>
      </div>
    </div>
  )
}
