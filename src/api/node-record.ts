import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { isInProgress } from '#contract/instance-status.ts'
import { nodeHistorySchema, type NodeRecord, nodeRecordSchema } from '#contract/node-record.ts'
import { nodeWhySchema } from '#contract/why.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { instanceKey } from '#src/api/instances.ts'
import { platteRequest } from '#src/api/platte-request.ts'
import { POLL_ACTIVE_MS, POLL_IDLE_MS } from '#src/api/polling.ts'

/** How often a node's page reads it again: while it is updating about as fast as its status changes. */
export const nodePollMs = (isUpdating: boolean): number => (isUpdating ? POLL_ACTIVE_MS : POLL_IDLE_MS)

const isUpdating = (record: NodeRecord | null | undefined) =>
  record?.applications.some(({ status }) => isInProgress(status)) ?? false

const nodePath = (instanceId: string) => `/platte/nodes/${encodeURIComponent(instanceId)}`

/** The node in all its applications; null where the update server does not report it, or doesn't know the node. */
export const nodeRecordQuery = (ref: GroupRef, instanceId: string) =>
  queryOptions({
    queryKey: [...instanceKey(ref, instanceId), 'record'],
    queryFn: ({ signal }) => platteRequest(nodePath(instanceId), nodeRecordSchema, signal),
    refetchInterval: ({ state }) => (state.data === null ? false : nodePollMs(isUpdating(state.data))),
  })

/** What keeps the node from its update; null where the update server does not report it. */
export const nodeWhyQuery = (ref: GroupRef, instanceId: string) =>
  queryOptions({
    queryKey: [...instanceKey(ref, instanceId), 'why'],
    queryFn: ({ signal }) =>
      platteRequest(
        `${nodePath(instanceId)}/why?${new URLSearchParams({ application: ref.applicationId })}`,
        nodeWhySchema,
        signal,
      ),
    refetchInterval: ({ state }) =>
      state.data === null ? false : nodePollMs(state.data?.outcome === 'offered'),
  })

/** The node's latest entries in all its groups; null where the update server has no such list. Keeps those it has while more load. */
export const nodeHistoryQuery = (ref: GroupRef, instanceId: string, limit: number) =>
  queryOptions({
    queryKey: [...instanceKey(ref, instanceId), 'history', limit],
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({ application: ref.applicationId, limit: String(limit) })
      return platteRequest(`${nodePath(instanceId)}/history?${query}`, nodeHistorySchema, signal)
    },
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data === null ? false : nodePollMs(isInProgress(state.data?.entries[0]?.status ?? null)),
  })
