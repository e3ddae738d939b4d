import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Duration } from '#contract/duration.ts'
import { ANY_STATUS } from '#contract/instance-status.ts'
import {
  type Instance,
  ERROR_CODE,
  errorCodesSchema,
  ERRORS,
  type INSTANCE_SEARCH_FIELDS,
  INSTANCE_SORT,
  instancePageSchema,
  instanceSchema,
  ONLY_OWN,
  SORT_ORDER,
} from '#contract/instance.ts'
import type { WriteContext } from '#contract/write-context.ts'
import { type GroupRef, groupKey, groupPath } from '#src/api/groups.ts'
import { request } from '#src/api/http.ts'
import { platteRequest } from '#src/api/platte-request.ts'
import { POLL_ACTIVE_MS, POLL_IDLE_MS } from '#src/api/polling.ts'

/** Which of a group's nodes a page has, and in which order: what servers can filter and sort by. */
export interface InstanceFilter {
  /** Only nodes seen within this window. */
  duration: Duration
  /** 1-based. */
  page: number
  /** 10 or more. */
  perPage: number
  sortBy?: keyof typeof INSTANCE_SORT
  sortOrder?: keyof typeof SORT_ORDER
  status?: number
  version?: string
  searchField?: (typeof INSTANCE_SEARCH_FIELDS)[number]
  searchValue?: string
  /** Without its flags. */
  errorCode?: string
}

function instanceFilterParams(filter: InstanceFilter): URLSearchParams {
  const params = new URLSearchParams({
    duration: filter.duration,
    page: String(filter.page),
    perpage: String(filter.perPage),
    status: String(filter.status ?? ANY_STATUS),
    sortFilter: String(INSTANCE_SORT[filter.sortBy ?? 'lastCheck']),
    sortOrder: String(SORT_ORDER[filter.sortOrder ?? 'descending']),
  })
  params.set(ONLY_OWN, '1')
  params.set(ERRORS, '1')
  if (filter.errorCode !== undefined) params.set(ERROR_CODE, filter.errorCode)
  if (filter.version) params.set('version', filter.version)
  if (filter.searchValue) {
    params.set('searchFilter', filter.searchField ?? 'All')
    params.set('searchValue', filter.searchValue)
  }
  return params
}

/**
 * One page of a group's nodes, and the total of all pages. A Nebraska lists a node once for each of its applications,
 * and counts it as often: `application.group_id` shows whether an entry belongs to this group.
 */
export async function readInstances(ref: GroupRef, filter: InstanceFilter, signal: AbortSignal) {
  const path = `${groupPath(ref)}/instances?${instanceFilterParams(filter)}`
  const { instances, total } = await request(path, instancePageSchema, { signal })
  // A Nebraska ignores the filter, and reports no codes.
  if (
    filter.errorCode !== undefined &&
    instances?.some(({ application }) => application.error_code === undefined)
  )
    return { instances: [], total: 0 }
  return { instances: instances ?? [], total }
}

/** Nodes by error code, of all groups; null where the update server does not report them. */
export const errorCodesQuery = () =>
  queryOptions({
    queryKey: ['platte', 'error-codes'],
    queryFn: async ({ signal }) =>
      (await platteRequest('/platte/error-codes', errorCodesSchema, signal))?.errors ?? null,
    refetchInterval: ({ state }) => (state.data === null ? false : POLL_IDLE_MS),
  })

/**
 * One page of a group's nodes, and the total of all pages. Entries of other groups (see {@link readInstances}) are
 * left out of `instances` but not of `total`; `ofOthers` is their number on this page. Keeps the previous page while
 * another one loads.
 */
export const instancesQuery = (ref: GroupRef, filter: InstanceFilter) =>
  queryOptions({
    queryKey: [...groupKey(ref), 'instances', filter],
    queryFn: async ({ signal }) => {
      const { instances, total } = await readInstances(ref, filter, signal)
      const own = instances.filter(({ application }) => application.group_id === ref.groupId)
      return { instances: own, total, ofOthers: instances.length - own.length }
    },
    placeholderData: keepPreviousData,
    refetchInterval: POLL_ACTIVE_MS,
  })

/** Prefix of the keys of a node. */
export const instanceKey = (ref: GroupRef, instanceId: string) =>
  [...groupKey(ref), 'instance', instanceId] as const
export const instancePath = (ref: GroupRef, instanceId: string) =>
  `${groupPath(ref)}/instances/${encodeURIComponent(instanceId)}`

/** Reads the node from the server, past the cache; for the check before a write. */
export const readInstance = (ref: GroupRef, instanceId: string, signal: AbortSignal): Promise<Instance> =>
  request(instancePath(ref, instanceId), instanceSchema, { signal })

/** Sets the node's alias in every application; an empty one removes it. */
export async function writeAlias(
  instanceId: string,
  alias: string,
  context: WriteContext,
  signal: AbortSignal,
): Promise<void> {
  const path = `/api/instances/${encodeURIComponent(instanceId)}`
  await request(path, instanceSchema, { method: 'PUT', body: { alias }, context, signal })
}

/** One node. The fields of its `application` are empty strings if it has been silent for more than a day. */
export const instanceQuery = (ref: GroupRef, instanceId: string) =>
  queryOptions({
    queryKey: instanceKey(ref, instanceId),
    queryFn: ({ signal }) => readInstance(ref, instanceId, signal),
    refetchInterval: POLL_ACTIVE_MS,
  })
