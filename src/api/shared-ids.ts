import { queryOptions } from '@tanstack/react-query'
import { sharedIdsSchema } from '#contract/node-identity.ts'
import { platteRequest } from '#src/api/platte-request.ts'
import { POLL_IDLE_MS } from '#src/api/polling.ts'

/** Ids that several machines report; null where the update server does not report them. */
export const sharedIdsQuery = () =>
  queryOptions({
    queryKey: ['platte', 'shared-ids'],
    queryFn: ({ signal }) => platteRequest('/platte/shared-ids', sharedIdsSchema, signal),
    refetchInterval: ({ state }) => (state.data === null ? false : POLL_IDLE_MS),
  })
