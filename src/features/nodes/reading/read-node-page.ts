import type { InstanceFilter } from '#src/api/instances.ts'
import { readInstances } from '#src/api/instances.ts'
import type { NodeList } from './node-query-plan.ts'
import { toNodeRow, type NodeRow } from './node-row.ts'

export interface NodePage {
  /** Null for an entry of another application, see `toNodeRow`. */
  rows: (NodeRow | null)[]
  /** Entries on all pages. */
  total: number
}

/** Asks for one page of a list; 1-based. */
export type ReadNodePage = (
  list: NodeList,
  page: Pick<InstanceFilter, 'page' | 'perPage'> & Partial<Pick<InstanceFilter, 'duration'>>,
  signal: AbortSignal,
) => Promise<NodePage>

export const readNodePage: ReadNodePage = async ({ group, request }, page, signal) => {
  const ref = { applicationId: group.applicationId, groupId: group.groupId }
  const { instances, total } = await readInstances(ref, { ...request, ...page }, signal)
  return { rows: instances.map((instance) => toNodeRow(instance, group)), total }
}

/** As few rows as a server gives, where only the total counts. */
export const MIN_ROWS_PER_PAGE = 10
/** How many questions are under way at a time. */
export const MAX_CONCURRENT_REQUESTS = 6

/** Entries of a list, less what it leaves out. */
export async function countNodes(list: NodeList, read: ReadNodePage, signal: AbortSignal): Promise<number> {
  const page = { page: 1, perPage: MIN_ROWS_PER_PAGE }
  const [all, left] = await Promise.all([
    read(list, page, signal),
    list.except === null ? null : read(list, { ...page, duration: list.except }, signal),
  ])
  return Math.max(0, all.total - (left?.total ?? 0))
}
