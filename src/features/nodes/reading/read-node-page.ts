import { withRecordedError } from '#src/api/connection.ts'
import { type InstanceFilter, readInstances } from '#src/api/instances.ts'
import { enqueueRequest, type RequestPriority } from '#src/api/request-queue.ts'
import type { NodeList } from './node-query-plan.ts'
import { type NodeRow, toNodeRow } from './node-row.ts'

export interface NodePage {
  /** Null for a foreign entry, see `toNodeRow`. */
  rows: (NodeRow | null)[]
  /** Entries on all pages. */
  total: number
}

/** Reads one page of a list; pages are 1-based. Rejects with an `ApiError`. */
export type ReadNodePage = (
  list: NodeList,
  page: Pick<InstanceFilter, 'page' | 'perPage'> & Partial<Pick<InstanceFilter, 'duration'>>,
  signal: AbortSignal,
) => Promise<NodePage>

export const readNodePage: ReadNodePage = async ({ group, request }, page, signal) => {
  const ref = { applicationId: group.applicationId, groupId: group.groupId }
  const { instances, total } = await withRecordedError(() =>
    readInstances(ref, { ...request, ...page }, signal),
  )
  return { rows: instances.map((instance) => toNodeRow(instance, group)), total }
}

/**
 * Reads pages through the queue of all that is read group by group.
 * @param onSend called when a request leaves the queue
 */
export const enqueueReads =
  (readPage: ReadNodePage, priority: RequestPriority, onSend?: () => void): ReadNodePage =>
  (list, page, signal) =>
    enqueueRequest({ priority, signal }, () => {
      onSend?.()
      return readPage(list, page, signal)
    })

/** The smallest page a server gives, for requests that need only its total. */
const MIN_ROWS_PER_PAGE = 10

/** Entries of a list that belong to its excluded window; 0 without one. */
export async function countExcluded(
  list: NodeList,
  readPage: ReadNodePage,
  signal: AbortSignal,
): Promise<number> {
  const duration = list.excludeSeenWithin
  if (duration === null) return 0
  return (await readPage(list, { page: 1, perPage: MIN_ROWS_PER_PAGE, duration }, signal)).total
}

/** Entries of a list without its excluded window. */
export async function countNodes(
  list: NodeList,
  readPage: ReadNodePage,
  signal: AbortSignal,
): Promise<number> {
  const [{ total }, excluded] = await Promise.all([
    readPage(list, { page: 1, perPage: MIN_ROWS_PER_PAGE }, signal),
    countExcluded(list, readPage, signal),
  ])
  return Math.max(0, total - excluded)
}
