import type { ReactNode } from 'react'
import type { InstanceStats } from '#contract/group-statistics.ts'
import type { InstanceStatus } from '#contract/instance-status.ts'
import { describeNodeStatus } from '#src/domain/nodes/node-status.ts'
import { statusColour } from '#src/domain/nodes/status-colours.ts'
import { rolloutProgress } from '#src/domain/rollout/rollout-progress.ts'
import { type CountRow, CountTable } from '#src/ui/CountTable.tsx'

/** Renders a count as a link to the nodes with that status. */
export type RenderStatusCount = (count: string, status: InstanceStatus) => ReactNode

interface StatusCountTableProps {
  label: string
  stats: InstanceStats
  renderCount: RenderStatusCount
  /** Text beside a status. */
  noteFor?: (status: InstanceStatus) => ReactNode
}

/** A group's nodes by status: first the stages of an update in their order, then the nodes outside of them. */
export function StatusCountTable({ label, stats, renderCount, noteFor }: StatusCountTableProps) {
  const { stages, others, remainder, total } = rolloutProgress(stats)
  const rowOf = ({ status, nodes }: (typeof stages)[number]): CountRow => ({
    key: String(status),
    name: <span title={describeNodeStatus(status).explanation}>{describeNodeStatus(status).label}</span>,
    note: noteFor?.(status),
    count: nodes,
    colour: statusColour(status),
    renderCount: (count) => renderCount(count, status),
  })
  const reset: CountRow = {
    key: 'reset',
    name: 'Reset',
    note: 'status cleared; no filter selects these nodes',
    count: remainder,
    colour: 'var(--platte-track)',
  }
  return (
    <CountTable
      label={label}
      rowHeader="Status"
      countHeader="Nodes"
      total={total}
      parts={[stages.map(rowOf), [...others.map(rowOf), ...(remainder > 0 ? [reset] : [])]]}
    />
  )
}
