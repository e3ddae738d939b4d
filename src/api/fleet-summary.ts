import { queryOptions } from '@tanstack/react-query'
import { type FleetSummary, fleetSummarySchema } from '#contract/fleet-summary.ts'
import { SECOND_MS } from '#contract/time-units.ts'
import { APPLICATIONS_KEY } from '#src/api/applications.ts'
import { platteRequest } from '#src/api/platte-request.ts'
import { POLL_ACTIVE_MS, POLL_GATHERED_MS, POLL_GATHERING_MS } from '#src/api/polling.ts'

/** A summary whose counts are known to be those of `ageMs` ago, also where its own times are of an earlier response. */
export interface AgedFleetSummary extends FleetSummary {
  ageMs: number
}

/** The stats of all groups in one response; null where a Nebraska serves the dashboard. */
export const fleetSummaryQuery = () =>
  queryOptions({
    queryKey: [...APPLICATIONS_KEY, 'fleet-summary'],
    queryFn: async ({ signal }): Promise<AgedFleetSummary | null> => {
      let ageMs = 0
      const onHeaders = (headers: Headers) => {
        ageMs = Number(headers.get('age') ?? 0) * SECOND_MS
      }
      const summary = await platteRequest('/platte/fleet', fleetSummarySchema, signal, { onHeaders })
      return summary && { ...summary, ageMs }
    },
    refetchInterval: ({ state: { data } }) => {
      if (data === null) return false
      if (data?.gathering) return POLL_GATHERING_MS
      return data?.source === 'gathered' ? POLL_GATHERED_MS : POLL_ACTIVE_MS
    },
  })
