import { describeGrantedUpdate, describeNodeStatus } from '#src/domain/nodes/node-status.ts'
import { NotedCell } from '#src/ui/NotedCell.tsx'
import { StatusBadge } from '#src/ui/StatusBadge.tsx'

interface NodeStatusCellProps {
  /** The number on the wire; null for a node that has not reported one. */
  status: number | null
  /** The version it was last granted. */
  updateVersion: string | null
}

/** A node's status with the update that it is about. */
export function NodeStatusCell({ status, updateVersion }: NodeStatusCellProps) {
  const { label, tone, explanation } = describeNodeStatus(status)
  return (
    <NotedCell note={describeGrantedUpdate(status, updateVersion)}>
      <StatusBadge tone={tone} title={explanation}>
        {label}
      </StatusBadge>
    </NotedCell>
  )
}
