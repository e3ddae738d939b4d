import { describeRelation, relationTo } from '#src/domain/versions/version-shares.ts'
import { NotedCell } from '#src/ui/NotedCell.tsx'

interface NodeVersionCellProps {
  version: string
  /** Version of the channel's package; null without one. */
  target: string | null
}

/** A node's version with its distance from the target. */
export const NodeVersionCell = ({ version, target }: NodeVersionCellProps) => (
  <NotedCell note={describeRelation(relationTo(target, version))}>{version}</NotedCell>
)
