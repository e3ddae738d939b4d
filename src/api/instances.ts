import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Duration } from '#contract/duration.ts'
import { ANY_STATUS } from '#contract/instance-status.ts'
import {
  type INSTANCE_SEARCH_FIELDS,
  INSTANCE_SORT,
  instancePageSchema,
  instanceSchema,
  ONLY_OWN,
  SORT_ORDER,
  statusHistorySchema,
} from '#contract/instance.ts'
import { type GroupRef, groupKey, groupPath } from '#src/api/groups.ts'
import { request } from '#src/api/http.ts'
import { POLL_MOVING } from '#src/api/polling.ts'

/** One page of a group's nodes, as the server can filter and sort them. */
export interface InstanceFilter {
  /** Seen within this window. */
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
  if (filter.version) params.set('version', filter.version)
  if (filter.searchValue) {
    params.set('searchFilter', filter.searchField ?? 'All')
    params.set('searchValue', filter.searchValue)
  }
  return params
}

/**
 * One page of a group's list as the server gives it, and how many entries all pages have. A Nebraska's list holds a
 * machine once for each of its applications: `application.group_id` says which entries are the group's own.
 */
export async function readInstances(ref: GroupRef, filter: InstanceFilter, signal: AbortSignal) {
  const path = `${groupPath(ref)}/instances?${instanceFilterParams(filter)}`
  const { instances, total } = await request(path, instancePageSchema, { signal })
  return { instances: instances ?? [], total }
}

/**
 * `{ instances, total, ofOthers }`: one page, and how many nodes there are on all of them. A Nebraska lists a machine
 * once for each of its applications: the rows of others, `ofOthers` on this page, are left out of the instances and
 * remain in the total. Shows the last page while the next loads.
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
    refetchInterval: POLL_MOVING,
  })

const instanceKey = (ref: GroupRef, instanceId: string) => [...groupKey(ref), 'instance', instanceId] as const
const instancePath = (ref: GroupRef, instanceId: string) =>
  `${groupPath(ref)}/instances/${encodeURIComponent(instanceId)}`

/** One node; its `application` is all empty strings when it has been silent for more than a day. */
export const instanceQuery = (ref: GroupRef, instanceId: string) =>
  queryOptions({
    queryKey: instanceKey(ref, instanceId),
    queryFn: ({ signal }) => request(instancePath(ref, instanceId), instanceSchema, { signal }),
    refetchInterval: POLL_MOVING,
  })

/** The node's latest `limit` entries, newest first. */
export const statusHistoryQuery = (ref: GroupRef, instanceId: string, limit: number) =>
  queryOptions({
    queryKey: [...instanceKey(ref, instanceId), 'status_history', limit],
    queryFn: async ({ signal }) => {
      const path = `${instancePath(ref, instanceId)}/status_history?limit=${limit}`
      return (await request(path, statusHistorySchema, { signal })) ?? []
    },
    placeholderData: keepPreviousData,
    refetchInterval: POLL_MOVING,
  })
