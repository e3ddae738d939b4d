import { queryOptions, useQuery } from '@tanstack/react-query'
import type * as z from 'zod/mini'
import { type SessionInfo, sessionSchema, signedOutSchema, type signOutSchema } from '#contract/session.ts'
import { hasAccessToken } from '#src/api/access-token.ts'
import { ApiError } from '#src/api/api-error.ts'
import { request } from '#src/api/http.ts'
import { platteRequest } from '#src/api/platte-request.ts'
import { POLL_IDLE_MS } from '#src/api/polling.ts'
import { serverConfigQuery } from '#src/api/server-config.ts'

/** For a path that needs no sign-in at our own process. */
export function nullIfSignIn(error: unknown): null {
  if (error instanceof ApiError && error.kind === 'sign-in') return null
  throw error
}

const loadBrowserSession = () => import('#src/api/browser-sign-in/browser-session.ts')

/**
 * Who is signed in, with which role and why; null where nobody can. Where a Nebraska serves the dashboard, people sign in in
 * the browser itself.
 */
export const sessionQuery = () =>
  queryOptions({
    queryKey: ['platte', 'session'],
    queryFn: async ({ signal, client }) => {
      // A Nebraska that asks for a sign-in answers 401 at paths that it doesn’t know, and 403 to somebody without a role.
      const session = hasAccessToken()
        ? null
        : await platteRequest('/platte/session', sessionSchema, signal).catch(nullIfSignIn)
      if (session !== null) return session
      const { browserSession } = await loadBrowserSession()
      return browserSession(await client.ensureQueryData(serverConfigQuery()))
    },
    refetchInterval: POLL_IDLE_MS,
  })

/** @param returnTo a page of the dashboard; the server returns to no other */
export const signInHref = (signInUrl: string, returnTo: string): string =>
  `${signInUrl}?${new URLSearchParams({ return_to: returnTo })}`

/** The session where people sign in, which is read before any page; undefined elsewhere, where nobody needs it. */
export const useSession = (): SessionInfo | null | undefined =>
  useQuery({ ...sessionQuery(), enabled: false }).data

/** Ends the session here. Returns where the browser ends it at the provider; null for nowhere. */
export async function signOut(body: z.infer<typeof signOutSchema> = {}): Promise<string | null> {
  if (hasAccessToken()) return (await loadBrowserSession()).endBrowserSession()
  const { location } = await request('/platte/sign-out', signedOutSchema, { method: 'POST', body })
  return location
}
