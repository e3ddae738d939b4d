import { queryOptions } from '@tanstack/react-query'
import { fleetSummarySchema } from '#contract/fleet-summary.ts'
import { platteRequest } from '#src/api/platte-request.ts'
import { POLL_GATHERED, POLL_GATHERING, POLL_MOVING } from '#src/api/polling.ts'

/** The numbers of all groups in one answer; null where a Nebraska serves the dashboard and knows no such path. */
export const fleetSummaryQuery = () =>
  queryOptions({
    // A write to a group or a channel changes its numbers too: one prefix covers them.
    queryKey: ['applications', 'fleet-summary'],
    queryFn: ({ signal }) => platteRequest('/platte/fleet', fleetSummarySchema, signal),
    refetchInterval: ({ state: { data } }) => {
      if (data === null) return false
      if (data?.gathering) return POLL_GATHERING
      return data?.source === 'gathered' ? POLL_GATHERED : POLL_MOVING
    },
  })
