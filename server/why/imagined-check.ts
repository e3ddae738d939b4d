import type { UpdateCounts } from '#contract/update-rules/decide-within-limits.ts'
import type { NodeState } from '#server/updates/node-state.ts'
import type { CheckingNode } from './checking-node-queries.ts'

/** A node whose check-in is imagined, and what the server would decide it from. */
export interface ImaginedCheck {
  instance_id: string
  node: CheckingNode
  state: NodeState | null
  /** Of the group; null unless the limits decide. */
  counts: UpdateCounts | null
  now: Date
}
