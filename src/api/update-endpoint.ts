import { queryOptions } from '@tanstack/react-query'
import { updateEndpointSchema } from '#contract/update-endpoint.ts'
import { platteRequest } from '#src/api/platte-request.ts'

/** Where nodes check in with Platte's own server, found out once: it does not change while the server runs. */
export const updateEndpointQuery = () =>
  queryOptions({
    queryKey: ['platte', 'update-endpoint'],
    queryFn: ({ signal }) => platteRequest('/platte/update-endpoint', updateEndpointSchema, signal),
    staleTime: Infinity,
  })
