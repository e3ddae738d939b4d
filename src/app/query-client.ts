import { SECOND_MS } from '#contract/time-units.ts'
import { QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError } from '#src/api/api-error.ts'
import { isSilence, noteAnswer, noteError } from '#src/app/connection.ts'

const RETRIES = 2

/** A refusal stays one however often it is asked for; silence and a stumbling server may pass. */
function isWorthRetrying(failures: number, error: Error): boolean {
  if (failures >= RETRIES || !(error instanceof ApiError)) return false
  return isSilence(error) || (error.status ?? 0) >= 500
}

export const createQueryClient = () =>
  new QueryClient({
    queryCache: new QueryCache({ onSuccess: noteAnswer, onError: noteError }),
    defaultOptions: {
      queries: {
        // What is younger is not asked for again by the next component that shows it.
        staleTime: 5 * SECOND_MS,
        retry: isWorthRetrying,
        retryDelay: (failures) => SECOND_MS * 2 ** failures,
        refetchIntervalInBackground: false,
        // The server may well be on this machine: don't wait for a network that nothing needs.
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
