import { queryOptions } from '@tanstack/react-query'
import { fleetSummarySchema } from '#contract/fleet-summary.ts'
import { APPLICATIONS_KEY } from '#src/api/applications.ts'
import { platteRequest } from '#src/api/platte-request.ts'
import { POLL_ACTIVE_MS, POLL_GATHERED_MS, POLL_GATHERING_MS } from '#src/api/polling.ts'

/** The stats of all groups in one response; null where a Nebraska serves the dashboard. */
export const fleetSummaryQuery = () =>
  queryOptions({
    queryKey: [...APPLICATIONS_KEY, 'fleet-summary'],
    queryFn: ({ signal }) => platteRequest('/platte/fleet', fleetSummarySchema, signal),
    refetchInterval: ({ state: { data } }) => {
      if (data === null) return false
      if (data?.gathering) return POLL_GATHERING_MS
      return data?.source === 'gathered' ? POLL_GATHERED_MS : POLL_ACTIVE_MS
    },
  })
