import { queryOptions } from '@tanstack/react-query'
import { nodeIdentitiesSchema } from '#contract/node-identity.ts'
import { platteRequest } from '#src/api/platte-request.ts'
import { POLL_IDLE_MS } from '#src/api/polling.ts'

/** The addresses and boot ids that report a node's id; null where the update server does not report them. */
export const nodeIdentitiesQuery = (instanceId: string) =>
  queryOptions({
    queryKey: ['platte', 'node-identities', instanceId],
    queryFn: ({ signal }) =>
      platteRequest(
        `/platte/node-identities?${new URLSearchParams({ instance: instanceId })}`,
        nodeIdentitiesSchema,
        signal,
      ),
    refetchInterval: ({ state }) => (state.data === null ? false : POLL_IDLE_MS),
  })
