import { queryOptions } from '@tanstack/react-query'
import { platteStatusSchema } from '#contract/platte.ts'
import { ApiError } from '#src/api/api-error.ts'
import { request } from '#src/api/http.ts'
import { POLL_MOVING } from '#src/api/polling.ts'

/** What only our server tells; null where a Nebraska serves the dashboard and knows no such path. */
export const platteStatusQuery = () =>
  queryOptions({
    queryKey: ['platte', 'status'],
    queryFn: async ({ signal }) => {
      try {
        return await request('/platte/status', platteStatusSchema, { signal })
      } catch (error) {
        if (error instanceof ApiError && (error.kind === 'unreadable' || error.status === 404)) return null
        throw error
      }
    },
    refetchInterval: ({ state }) => (state.data === null ? false : POLL_MOVING),
  })
