import { queryOptions } from '@tanstack/react-query'
import { type Freeze, freezeListSchema } from '#contract/freeze.ts'
import { platteRequest } from '#src/api/platte-request.ts'
import { POLL_IDLE_MS } from '#src/api/polling.ts'

export interface FreezeState {
  freeze: Freeze | null
  /** Every operator sees a freeze stored on the server, only this browser its own. */
  storedIn: 'server' | 'browser'
}

/** The active freeze: from Platte's server, or from this browser where a Nebraska serves the dashboard. */
export const activeFreezeQuery = () =>
  queryOptions({
    queryKey: ['platte', 'freeze'],
    queryFn: async ({ signal }): Promise<FreezeState> => {
      const list = await platteRequest('/platte/freezes?in_force=true', freezeListSchema, signal)
      if (list) return { freeze: list.freezes[0] ?? null, storedIn: 'server' }
      const { activeBrowserFreeze } = await import('#src/api/browser-freezes.ts')
      return { freeze: activeBrowserFreeze(), storedIn: 'browser' }
    },
    refetchInterval: POLL_IDLE_MS,
  })
