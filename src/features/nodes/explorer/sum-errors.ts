import type { ErrorCodes } from '#contract/instance.ts'
import type { NodeFilter } from '#src/domain/nodes/node-filter.ts'
import { matchingGroups, type NodeGroup } from '#src/features/nodes/reading/node-group.ts'

export type ErrorCount = Pick<ErrorCodes[number], 'error_code' | 'nodes' | 'latest_ts'>

/** Nodes by error code in the groups that the filter allows, most nodes first. */
export function sumErrors(
  errors: ErrorCodes,
  filter: NodeFilter,
  groups: readonly NodeGroup[],
): ErrorCount[] {
  const allowed = new Set(matchingGroups(groups, filter).map(({ groupId }) => groupId))
  const sums = new Map<string, ErrorCount>()
  for (const { group_id, error_code, nodes, latest_ts } of errors) {
    if (!allowed.has(group_id)) continue
    const sum = sums.get(error_code)
    sums.set(error_code, {
      error_code,
      nodes: nodes + (sum?.nodes ?? 0),
      latest_ts: sum && sum.latest_ts > latest_ts ? sum.latest_ts : latest_ts,
    })
  }
  return [...sums.values()].toSorted((a, b) => b.nodes - a.nodes)
}
