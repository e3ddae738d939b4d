import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { InstanceStats } from '#contract/group-statistics.ts'
import type { InstanceStatus } from '#contract/instance-status.ts'
import { type GroupRef, instanceStatsQuery, versionBreakdownQuery } from '#src/api/groups.ts'
import { describeNodeStatus } from '#src/domain/nodes/node-status.ts'
import { rolloutProgress } from '#src/domain/rollout/rollout-progress.ts'
import { statusColour } from '#src/domain/nodes/status-colours.ts'
import { targetShare } from '#src/domain/rollout/target-share.ts'
import { CountTable } from '#src/ui/CountTable.tsx'
import { EmptyState } from '#src/ui/EmptyState.tsx'
import { QueryPanel } from '#src/ui/QueryPanel.tsx'
import styles from './RolloutPanel.module.css'
import { SilentNodes } from './SilentNodes.tsx'
import { TargetBar } from './TargetBar.tsx'

interface RolloutPanelProps {
  groupRef: GroupRef
  groupName: string
  target: string | null
  /** Makes a count lead to the nodes of the status. */
  renderCount: (count: string, status: InstanceStatus) => ReactNode
  /** Makes the count of silent nodes lead to them. */
  renderSilent: (words: string) => ReactNode
  /** Where to read more, beside the title. */
  actions?: ReactNode
}

/** How far the rollout is: the share at the target, and where the nodes are on their way. */
export function RolloutPanel(props: RolloutPanelProps) {
  const stats = useQuery(instanceStatsQuery(props.groupRef, '1d'))
  return (
    <QueryPanel
      title="Rollout"
      note="nodes seen in the last day"
      query={stats}
      minHeight="25rem"
      actions={props.actions}
    >
      {(stats) =>
        stats.total === 0 ? (
          <EmptyState title="No node was seen in the last day">
            <SilentNodes groupRef={props.groupRef} seenLastDay={stats} renderSilent={props.renderSilent} />
          </EmptyState>
        ) : (
          <Rollout stats={stats} {...props} />
        )
      }
    </QueryPanel>
  )
}

function Rollout(props: RolloutPanelProps & { stats: InstanceStats }) {
  const { stats, groupRef, groupName, target, renderCount, renderSilent } = props
  const { data: breakdown } = useQuery(versionBreakdownQuery(groupRef))
  const share = breakdown && targetShare(breakdown, target)
  const { stages, aside, remainder, total } = rolloutProgress(stats)
  const rowOf = ({ status, nodes }: (typeof stages)[number]) => ({
    key: String(status),
    name: <span title={describeNodeStatus(status).explanation}>{describeNodeStatus(status).label}</span>,
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
      {share && target !== null && <TargetBar share={share} target={target} />}
      <CountTable
        label={`Statuses of ${groupName}`}
        rowHeader="Status"
        countHeader="Nodes"
        total={total}
        parts={[stages.map(rowOf), [...aside.map(rowOf), ...(remainder > 0 ? [reset] : [])]]}
      />
      <div className={styles['note']}>
        <SilentNodes groupRef={groupRef} seenLastDay={stats} renderSilent={renderSilent} />
        <p>
          Complete are the nodes that finished the update they were granted last, which may be an earlier one,
          and those that run the target and never reported an update (listed as “No report yet”).
        </p>
      </div>
    </div>
  )
}
