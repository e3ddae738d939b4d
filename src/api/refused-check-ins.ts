import { queryOptions } from '@tanstack/react-query'
import { type RefusedCheckIn, refusedCheckInsSchema } from '#contract/refused-check-in.ts'
import { platteRequest } from '#src/api/platte-request.ts'
import { POLL_IDLE_MS } from '#src/api/polling.ts'

/** The check-ins that the server refused, the latest first; null where the update server keeps none. */
export const refusedCheckInsQuery = () =>
  queryOptions({
    queryKey: ['platte', 'refused-check-ins'],
    queryFn: async ({ signal }): Promise<RefusedCheckIn[] | null> =>
      (await platteRequest('/platte/refused-check-ins', refusedCheckInsSchema, signal))?.check_ins ?? null,
    refetchInterval: ({ state }) => (state.data === null ? false : POLL_IDLE_MS),
  })
