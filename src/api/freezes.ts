import { queryOptions } from '@tanstack/react-query'
import { type Freeze, freezeListSchema, freezeSchema, frozenGroupSchema } from '#contract/freeze.ts'
import { platteRequest } from '#src/api/platte-request.ts'
import { browserEarlierFreezes, browserFreezeInForce, browserFreezeStore } from '#src/api/browser-freezes.ts'
import type { FreezeStore } from '#src/api/freeze-store.ts'
import { request } from '#src/api/http.ts'
import { POLL_GATHERED_MS } from '#src/api/polling.ts'

const path = (id: string) => `/platte/freezes/${encodeURIComponent(id)}`

const serverFreezeStore: FreezeStore = {
  create: (id, body) => request(path(id), freezeSchema, { method: 'PUT', body }),
  note: (id, groupId, body) =>
    request(`${path(id)}/groups/${encodeURIComponent(groupId)}`, frozenGroupSchema, { method: 'PUT', body }),
  close: (id) => request(`${path(id)}/thawed`, freezeSchema, { method: 'POST' }),
}

export interface FreezeInForce {
  freeze: Freeze | null
  /** Whether every operator sees it, or this browser alone. */
  keptBy: 'server' | 'browser'
}

export const freezeStore = ({ keptBy }: FreezeInForce): FreezeStore =>
  keptBy === 'server' ? serverFreezeStore : browserFreezeStore

/** The freeze in force: from our server, or from this browser where a Nebraska alone serves the dashboard. */
export const freezeInForceQuery = () =>
  queryOptions({
    queryKey: ['platte', 'freeze'],
    queryFn: async ({ signal }): Promise<FreezeInForce> => {
      const list = await platteRequest('/platte/freezes?in_force=true', freezeListSchema, signal)
      return list
        ? { freeze: list.freezes[0] ?? null, keptBy: 'server' }
        : { freeze: browserFreezeInForce(), keptBy: 'browser' }
    },
    refetchInterval: POLL_GATHERED_MS,
  })

/** Freezes that are over, newest first: of the latest twenty our server keeps, or of those this browser does. */
export const earlierFreezesQuery = (keptBy: FreezeInForce['keptBy']) =>
  queryOptions({
    queryKey: ['platte', 'earlier-freezes', keptBy],
    queryFn: async ({ signal }): Promise<Freeze[]> => {
      if (keptBy === 'browser') return browserEarlierFreezes()
      const { freezes } = await request('/platte/freezes', freezeListSchema, { signal })
      return freezes.filter(({ thawed_ts }) => thawed_ts !== null)
    },
    refetchInterval: POLL_GATHERED_MS,
  })
