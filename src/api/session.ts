import { queryOptions } from '@tanstack/react-query'
import { sessionSchema, signedOutSchema } from '#contract/session.ts'
import { request } from '#src/api/http.ts'
import { platteRequest } from '#src/api/platte-request.ts'
import { POLL_GATHERED_MS } from '#src/api/polling.ts'

/** Who is signed in, with which role and why; null where a Nebraska serves the dashboard. */
export const sessionQuery = () =>
  queryOptions({
    queryKey: ['platte', 'session'],
    queryFn: ({ signal }) => platteRequest('/platte/session', sessionSchema, signal),
    refetchInterval: POLL_GATHERED_MS,
  })

/** Ends the session here. Returns where the browser ends it at the provider; null for nowhere. */
export async function signOut(): Promise<string | null> {
  const { location } = await request('/platte/sign-out', signedOutSchema, { method: 'POST', body: {} })
  return location
}
