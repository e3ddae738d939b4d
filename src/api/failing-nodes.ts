import { queryOptions } from '@tanstack/react-query'
import { failingNodesSchema } from '#contract/failing-nodes.ts'
import { MINUTE_MS } from '#contract/time-units.ts'
import { type GroupRef, groupKey } from '#src/api/groups.ts'
import { readInstances } from '#src/api/instances.ts'
import { platteRequest } from '#src/api/platte-request.ts'
import { POLL_IDLE_MS } from '#src/api/polling.ts'
import { latestHistoryQuery } from '#src/api/status-history.ts'

/** Nodes that fail again and again, of one group or of all (null); null where the update server does not report them. */
export const failingNodesQuery = (groupId: string | null) =>
  queryOptions({
    queryKey: ['platte', 'failing-nodes', groupId],
    queryFn: ({ signal }) =>
      platteRequest(
        `/platte/failing-nodes${groupId === null ? '' : `?${new URLSearchParams({ group: groupId })}`}`,
        failingNodesSchema,
        signal,
      ),
    refetchInterval: ({ state }) => (state.data === null ? false : POLL_IDLE_MS),
  })

/** Looking through histories takes a request for each. */
const POLL_HISTORIES_MS = 5 * MINUTE_MS
const LISTED_NODES = 1000

/** The group's nodes that checked in last, in which a node shows that was rolled back though it reported success. */
export const latestNodesQuery = (ref: GroupRef) =>
  queryOptions({
    queryKey: [...groupKey(ref), 'instances', 'latest'],
    queryFn: async ({ signal }) => {
      const page = { page: 1, perPage: LISTED_NODES, duration: '1d', sortBy: 'lastCheck' } as const
      const { instances, total } = await readInstances(ref, page, signal)
      const own = instances.filter(({ application }) => application.group_id === ref.groupId)
      return { instances: own, isWhole: instances.length >= total }
    },
    refetchInterval: POLL_HISTORIES_MS,
  })

/** The latest entries of a node that may be failing. */
export const suspectHistoryQuery = (ref: GroupRef, instanceId: string) =>
  latestHistoryQuery(ref, instanceId, POLL_HISTORIES_MS)
