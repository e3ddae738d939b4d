import { type Query, QueryCache, QueryClient } from '@tanstack/react-query'
import { SECOND_MS } from '#contract/time-units.ts'
import { ApiError, isUnanswered } from '#src/api/api-error.ts'
import { isOutage, onOutageEnd, recordError } from '#src/api/connection.ts'

const MAX_RETRIES = 2

/** An outage or a server error may pass; any other error response is the same at the next attempt. */
function shouldRetry(failures: number, error: Error): boolean {
  if (failures >= MAX_RETRIES || !(error instanceof ApiError)) return false
  return isUnanswered(error) || (error.status ?? 0) >= 500
}

export function createQueryClient(): QueryClient {
  const client = new QueryClient({
    queryCache: new QueryCache({ onError: recordError }),
    defaultOptions: {
      queries: {
        // Younger data is not requested again by the next component that shows it.
        staleTime: 5 * SECOND_MS,
        retry: shouldRetry,
        retryDelay: (failures) => SECOND_MS * 2 ** failures,
        refetchIntervalInBackground: false,
        // The server may run on this machine, so requests don't wait for the browser to be online.
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
  onOutageEnd(() => void client.refetchQueries({ type: 'active', predicate: failedInOutage }))
  return client
}

/** Whether the query failed because the server is away. */
export const failedInOutage = ({ state: { status, error } }: Query) => status === 'error' && isOutage(error)
