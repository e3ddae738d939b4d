import { queryOptions, useQuery } from '@tanstack/react-query'
import type * as z from 'zod/mini'
import { type SessionInfo, sessionSchema, signedOutSchema, type signOutSchema } from '#contract/session.ts'
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

/** Where a browser signs in to Platte's own process. */
export const SIGN_IN_URL = '/platte/sign-in'

/** @param returnTo a page of the dashboard; the server returns to no other */
export const signInHref = (signInUrl: string, returnTo: string): string =>
  `${signInUrl}?${new URLSearchParams({ return_to: returnTo })}`

/** The session where people sign in, which is read before any page; undefined elsewhere, where nobody needs it. */
export const useSession = (): SessionInfo | null | undefined =>
  useQuery({ ...sessionQuery(), enabled: false }).data

/** Ends the session here. Returns where the browser ends it at the provider; null for nowhere. */
export async function signOut(body: z.infer<typeof signOutSchema> = {}): Promise<string | null> {
  const { location } = await request('/platte/sign-out', signedOutSchema, { method: 'POST', body })
  return location
}
