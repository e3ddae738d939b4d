import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { compareVersions } from '#contract/version-order.ts'
import { checkTimeAt, type NodeFilter } from '#src/domain/nodes/node-filter.ts'
import type { NodeRow } from './node-row.ts'

/** The filters that say something of a node, not of its group. */
export type ResidualFilterKind = 'newer' | 'older' | 'status' | 'version' | 'side'

/** What no server is asked for: a filter that this page applies itself. */
export interface ResidualFilter {
  kind: ResidualFilterKind
  matches: (row: NodeRow) => boolean
}

/** The filters of these kinds as tests of a node, in the order in which they are applied. */
export function residualFilters(
  filter: NodeFilter,
  kinds: ReadonlySet<ResidualFilterKind>,
  now: number,
): ResidualFilter[] {
  const { newer, older, statuses, versions, side } = filter
  const tests: ResidualFilter[] = []
  if (newer !== null) {
    const from = checkTimeAt(newer, now)
    tests.push({ kind: 'newer', matches: ({ checkedAt }) => checkedAt >= from })
  }
  if (older !== null) {
    const before = checkTimeAt(older, now)
    tests.push({ kind: 'older', matches: ({ checkedAt }) => checkedAt < before })
  }
  if (statuses.length > 0) {
    // As the server does it: who never told a status has none.
    const wanted = new Set<number | null>(
      statuses.map((name) => (name === 'undefined' ? null : INSTANCE_STATUS[name])),
    )
    tests.push({ kind: 'status', matches: ({ status }) => wanted.has(status) })
  }
  if (versions.length > 0) {
    const wanted = new Set(versions)
    tests.push({ kind: 'version', matches: ({ version }) => wanted.has(version) })
  }
  if (side !== null) {
    tests.push({
      kind: 'side',
      matches: ({ version, group: { target } }) =>
        target !== null && compareVersions(version, target) < 0 === (side === 'below'),
    })
  }
  return tests.filter(({ kind }) => kinds.has(kind))
}
