import { queryOptions } from '@tanstack/react-query'
import { platteStatusSchema } from '#contract/platte.ts'
import { platteRequest } from '#src/api/platte-request.ts'
import { POLL_MOVING } from '#src/api/polling.ts'

/** What only our server tells; null where a Nebraska serves the dashboard and knows no such path. */
export const platteStatusQuery = () =>
  queryOptions({
    queryKey: ['platte', 'status'],
    queryFn: ({ signal }) => platteRequest('/platte/status', platteStatusSchema, signal),
    refetchInterval: ({ state }) => (state.data === null ? false : POLL_MOVING),
  })
