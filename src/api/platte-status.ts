import { queryOptions } from '@tanstack/react-query'
import { platteStatusSchema } from '#contract/platte.ts'
import { askOurServer } from '#src/api/ask-our-server.ts'
import { POLL_MOVING } from '#src/api/polling.ts'

/** What only our server tells; null where a Nebraska serves the dashboard and knows no such path. */
export const platteStatusQuery = () =>
  queryOptions({
    queryKey: ['platte', 'status'],
    queryFn: ({ signal }) => askOurServer('/platte/status', platteStatusSchema, signal),
    refetchInterval: ({ state }) => (state.data === null ? false : POLL_MOVING),
  })
