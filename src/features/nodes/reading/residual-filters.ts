import { baseErrorCode } from '#contract/error-code.ts'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { compareVersions } from '#contract/version-order.ts'
import { checkTimeAt, type NodeFilter } from '#src/domain/nodes/node-filter.ts'
import type { NodeRow } from './node-row.ts'

/** Filters on a node itself, as opposed to filters on its group. */
export type ResidualFilterKind = 'newer' | 'older' | 'status' | 'version' | 'error' | 'side'

/** A filter that no server can apply, so the browser applies it to every node it reads. */
export interface ResidualFilter {
  kind: ResidualFilterKind
  matches: (row: NodeRow) => boolean
}

/**
 * The filters of these kinds that are set, in the order in which they are applied.
 * @param now the time from which ages count, in ms
 */
export function residualFilters(
  filter: NodeFilter,
  kinds: ReadonlySet<ResidualFilterKind>,
  now: number,
): ResidualFilter[] {
  const { newer, older, statuses, versions, errors, side } = filter
  const filters: ResidualFilter[] = []
  if (newer !== null) {
    const from = checkTimeAt(newer, now)
    filters.push({ kind: 'newer', matches: ({ checkedAt }) => checkedAt >= from })
  }
  if (older !== null) {
    const before = checkTimeAt(older, now)
    filters.push({ kind: 'older', matches: ({ checkedAt }) => checkedAt < before })
  }
  if (statuses.length > 0) {
    // A node that never reported a status has null, which is how the server filters for "undefined" too.
    const allowed = new Set<number | null>(
      statuses.map((name) => (name === 'undefined' ? null : INSTANCE_STATUS[name])),
    )
    filters.push({ kind: 'status', matches: ({ status }) => allowed.has(status) })
  }
  if (versions.length > 0) {
    const allowed = new Set(versions)
    filters.push({ kind: 'version', matches: ({ version }) => allowed.has(version) })
  }
  if (errors.length > 0) {
    const allowed = new Set(errors)
    filters.push({
      kind: 'error',
      matches: ({ errorCode }) => typeof errorCode === 'string' && allowed.has(baseErrorCode(errorCode)),
    })
  }
  if (side !== null) {
    filters.push({
      kind: 'side',
      matches: ({ version, group: { target } }) =>
        target !== null && compareVersions(version, target) < 0 === (side === 'below'),
    })
  }
  return filters.filter(({ kind }) => kinds.has(kind))
}
