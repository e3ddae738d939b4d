import { queryOptions } from '@tanstack/react-query'
import { type Freeze, freezeListSchema, freezeSchema, frozenGroupSchema } from '#contract/freeze.ts'
import type { FreezeState } from '#src/api/active-freeze.ts'
import { pastBrowserFreezes, browserFreezeStore } from '#src/api/browser-freezes.ts'
import type { FreezeStore } from '#src/api/freeze-store.ts'
import { request } from '#src/api/http.ts'
import { POLL_GATHERED_MS } from '#src/api/polling.ts'

const path = (id: string) => `/platte/freezes/${encodeURIComponent(id)}`

const serverFreezeStore: FreezeStore = {
  create: (id, body) => request(path(id), freezeSchema, { method: 'PUT', body }),
  recordResult: (id, groupId, body) =>
    request(`${path(id)}/groups/${encodeURIComponent(groupId)}`, frozenGroupSchema, { method: 'PUT', body }),
  end: (id) => request(`${path(id)}/thawed`, freezeSchema, { method: 'POST' }),
}

export const freezeStore = ({ storedIn }: FreezeState): FreezeStore =>
  storedIn === 'server' ? serverFreezeStore : browserFreezeStore

/** Freezes that were thawed, newest first: those among Platte's latest twenty, or those that this browser stores. */
export const pastFreezesQuery = (storedIn: FreezeState['storedIn']) =>
  queryOptions({
    queryKey: ['platte', 'earlier-freezes', storedIn],
    queryFn: async ({ signal }): Promise<Freeze[]> => {
      if (storedIn === 'browser') return pastBrowserFreezes()
      const { freezes } = await request('/platte/freezes', freezeListSchema, { signal })
      return freezes.filter(({ thawed_ts }) => thawed_ts !== null)
    },
    refetchInterval: POLL_GATHERED_MS,
  })
