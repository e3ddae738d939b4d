import { parseSetCookie, stringifyCookie } from 'cookie'
import { GITHUB_SIGN_IN_URL } from '#contract/session.ts'
import { SECOND_MS } from '#contract/time-units.ts'
import type { Routes } from '#server/http/validation.ts'
import { fact, type SettingsCheck, toRegister } from '#server/sign-in/check-sign-in.ts'
import { originOf, readCookie, setCookie, signInCookieName } from '#server/sign-in/cookies.ts'
import { pathWithin, redirectToPublicUrl, signInProblemPath } from '#server/sign-in/return-path.ts'
import { MAX_SIGN_IN_MS, signInQuery } from '#server/sign-in/sign-in-request.ts'
import type { Upstream } from './upstream.ts'

/** A Nebraska names its session after the mode. */
export const GITHUB_COOKIE = 'github'
/** Where GitHub sends the browser back to: what the OAuth app registers as its authorization callback URL. */
const CALLBACK = '/login/cb'
const PUBLIC = { access: 'public' } as const

/**
 * The sign-in of a Nebraska with `-auth-mode github` through this process. That server sends whoever opens a page without a
 * session to GitHub, and after the callback back to that page. Its session is the browser's here once the person is signed
 * in: until then, any other request in it would begin another sign-in and spoil this one.
 */
export function registerGithubSignInRoutes(
  routes: Routes,
  { client }: Upstream,
  publicUrls: readonly string[],
): void {
  routes.get(
    GITHUB_SIGN_IN_URL,
    { config: PUBLIC, schema: { querystring: signInQuery } },
    async (request, reply) => {
      const { return_to = '/' } = request.query
      const origin = originOf(request, publicUrls)
      if (origin === null) return redirectToPublicUrl(reply, publicUrls, GITHUB_SIGN_IN_URL, return_to)
      const { pathname, search } = new URL(pathWithin(origin, return_to), origin)
      const { location, session } = await openInSession(client, pathname + search, null)
      if (location === null || session === null) return reply.redirect(problemPage(return_to))
      const state = new URL(location, origin).searchParams.get('state') ?? ''
      const name = signInCookieName(origin, state)
      setCookie(reply, { name, value: session.value, origin, maxAge: MAX_SIGN_IN_MS / SECOND_MS })
      return reply.redirect(location)
    },
  )

  routes.get(CALLBACK, { config: PUBLIC }, async (request, reply) => {
    const origin = originOf(request, publicUrls)
    if (origin === null) return redirectToPublicUrl(reply, publicUrls, GITHUB_SIGN_IN_URL, '/')
    const state = new URL(request.url, origin).searchParams.get('state') ?? ''
    const name = signInCookieName(origin, state)
    const pending = readCookie(request, name)
    setCookie(reply, { name, value: '', origin, maxAge: 0 })
    if (pending === null) return reply.redirect(problemPage('/'))
    const { location, session } = await openInSession(client, request.url, pending)
    if (location === null || session === null) return reply.redirect(problemPage('/'))
    setCookie(reply, { name: GITHUB_COOKIE, ...session, origin })
    return reply.redirect(pathWithin(origin, location))
  })
}

/** What an administrator registers at GitHub. @param origins the URLs by which browsers reach this server */
export const checkGithub = (origins: readonly string[]): SettingsCheck => ({
  method: 'github',
  facts: [
    fact('Sign-in', 'the update server’s own, with GitHub'),
    ...origins.map((origin) => toRegister('Authorization callback URL', origin + CALLBACK)),
  ],
  problems: [],
})

/** Opens a page in a session of the update server, and returns where it leads and in which session. */
async function openInSession(client: Upstream['client'], path: string, session: string | null) {
  const cookie = session === null ? {} : { cookie: stringifyCookie({ [GITHUB_COOKIE]: session }) }
  const { location, setCookies } = await client.open(path, cookie)
  const found = setCookies.map((line) => parseSetCookie(line)).findLast(({ name }) => name === GITHUB_COOKIE)
  const { value = '', maxAge = 0 } = found ?? {}
  return { location, session: value === '' ? null : { value, maxAge } }
}

const problemPage = (returnTo: string) => signInProblemPath('github', returnTo)
