import { queryOptions } from '@tanstack/react-query'
import { failingNodesSchema } from '#contract/failing-nodes.ts'
import { platteRequest } from '#src/api/platte-request.ts'
import { POLL_IDLE_MS } from '#src/api/polling.ts'

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
