import type { ReactNode } from 'react'
import type { Group } from '#contract/group.ts'
import type { InstanceStatus } from '#contract/instance-status.ts'
import type { Rollout } from '#contract/rollout.ts'
import type { InstanceStats } from '#contract/group-statistics.ts'
import { describeNodeStatus } from '#src/domain/nodes/node-status.ts'
import { medianNodes, phaseWords } from '#src/domain/rollout/rollout-phases.ts'
import { rolloutProgress } from '#src/domain/rollout/rollout-progress.ts'
import { statusColour } from '#src/domain/nodes/status-colours.ts'
import { plural } from '#src/lib/format-number.ts'
import { CountTable } from '#src/ui/CountTable.tsx'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import styles from './RolloutPanel.module.css'
import type { ReadRollout } from './use-rollout.ts'

interface NodeStatusPanelProps {
  group: Group
  read: ReadRollout
  /** Makes a count lead to the nodes of the status. */
  renderCount: (count: string, status: InstanceStatus) => ReactNode
}

/** Where nodes are on their way through an update, and how long they take for each part of it. */
export function NodeStatusPanel({ group, read, renderCount }: NodeStatusPanelProps) {
  return (
    <QueryPanel
      title="On their way"
      note="nodes seen in the last day, by the state of their latest update"
      query={read.lastDay}
      minHeight="22rem"
      isEmpty={({ total }) => total === 0}
      empty={<EmptyState title="No node was seen in the last day" />}
    >
      {(stats) => (
        <Funnel stats={stats} group={group} rollout={read.rollout.data ?? null} renderCount={renderCount} />
      )}
    </QueryPanel>
  )
}

interface FunnelProps {
  stats: InstanceStats
  group: Group
  rollout: Rollout | null
  renderCount: NodeStatusPanelProps['renderCount']
}

function Funnel({ stats, group, rollout, renderCount }: FunnelProps) {
  const { stages, aside, remainder, total } = rolloutProgress(stats)
  const rowOf = ({ status, nodes }: (typeof stages)[number]) => ({
    key: String(status),
    name: <span title={describeNodeStatus(status).explanation}>{describeNodeStatus(status).label}</span>,
    note: rollout && phaseWords(rollout, status, group.policy_update_timeout),
    count: nodes,
    colour: statusColour(status),
    renderCount: (count: string) => renderCount(count, status),
  })
  const reset = {
    key: 'reset',
    name: 'Reset',
    note: 'started afresh; no filter finds them',
    count: remainder,
    colour: 'var(--platte-track)',
  }
  return (
    <div className={styles['rollout']}>
      <CountTable
        label={`Nodes of ${group.name} on their way`}
        rowHeader="Status"
        countHeader="Nodes"
        total={total}
        parts={[stages.map(rowOf), [...aside.map(rowOf), ...(remainder > 0 ? [reset] : [])]]}
      />
      <div className={styles['note']}>
        {rollout && medianNodes(rollout) > 0 && (
          <p>
            Medians: from coming to a state to the next one, since the rollout started, over its latest{' '}
            {plural(medianNodes(rollout), 'node')} at most.
          </p>
        )}
        <p>Complete are the nodes that finished their latest update, which may be an earlier one.</p>
      </div>
    </div>
  )
}
