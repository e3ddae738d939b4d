import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query'
import { type PlatteStatus, platteStatusSchema } from '#contract/platte-status.ts'
import { hasFailedRead } from '#src/api/has-failed-read.ts'
import { platteRequest } from '#src/api/platte-request.ts'
import { POLL_ACTIVE_MS, POLL_GATHERING_MS, POLL_IDLE_MS } from '#src/api/polling.ts'

/** Facts about Platte's server; null where a Nebraska serves the dashboard. */
export const platteStatusQuery = () =>
  queryOptions({
    queryKey: ['platte', 'status'],
    queryFn: ({ signal }) => platteRequest('/platte/status', platteStatusSchema, signal),
    refetchInterval: ({ state }) => (state.data === null ? false : POLL_IDLE_MS),
  })

/** The same, read as often as a rollout changes: for safe mode's brakes, and for what is being removed. */
export const livePlatteStatusQuery = () =>
  queryOptions({
    ...platteStatusQuery(),
    refetchInterval: ({ state: { data } }) =>
      data === null ? false : data?.deletions?.length ? POLL_GATHERING_MS : POLL_ACTIVE_MS,
  })

/** Safe mode's brakes: null where they are not reported or could not be read, undefined while they load. */
export function useSafeModeBrakes(): PlatteStatus['safe_mode_brakes'] | undefined {
  const status = useQuery(livePlatteStatusQuery())
  if (status.data === undefined) return hasFailedRead(status) ? null : undefined
  return status.data?.safe_mode_brakes ?? null
}

/** Whether the update server is Platte's own, and not a Nebraska around it or behind it. */
export async function ownsUpdateServer(client: QueryClient): Promise<boolean> {
  const status = await client.ensureQueryData(platteStatusQuery())
  return status !== null && status.update_server === null
}

/** The same while rendering; undefined while it loads. */
export function useOwnsUpdateServer(): boolean | undefined {
  const { data: status } = useQuery(platteStatusQuery())
  return status === undefined ? undefined : status !== null && status.update_server === null
}

/** Whether writes are recorded in an audit log. */
export function usePlatteAuditLog(): boolean {
  const { data: status } = useQuery(platteStatusQuery())
  return status?.audit_log === true
}
