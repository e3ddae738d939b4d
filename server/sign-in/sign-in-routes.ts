import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod/mini'
import { SIGN_IN_URL, type SignInProblem } from '#contract/session.ts'
import { SECOND_MS } from '#contract/time-units.ts'
import type { Context } from '#server/context.ts'
import { HttpError } from '#server/http/http-error.ts'
import type { Routes } from '#server/http/validation.ts'
import { originOf, readCookie, sessionCookieName, setCookie, signInCookieName } from './cookies.ts'
import { callbackOf, finishSignIn, SignInError, startSignIn } from './oidc-client.ts'
import { pathWithin, redirectToPublicUrl, signInProblemPath } from './return-path.ts'
import type { SessionService } from './session-service.ts'
import { MAX_SIGN_IN_MS, signInQuery } from './sign-in-request.ts'

const PUBLIC = { access: 'public' } as const

const pendingSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  code_verifier: z.string(),
  return_to: z.string(),
})

/** The routes by which a browser signs in; script gets no token. */
export function registerSignInRoutes(routes: Routes, context: Context, service: SessionService): void {
  const { publicUrls } = service

  routes.get(
    SIGN_IN_URL,
    { config: PUBLIC, schema: { querystring: signInQuery } },
    async (request, reply) => {
      const { return_to = '/' } = request.query
      const origin = originOf(request, publicUrls)
      if (origin === null) return redirectToPublicUrl(reply, publicUrls, SIGN_IN_URL, return_to)
      const location = await begin(context, service, reply, { origin, return_to }).catch((error: unknown) =>
        problemPage(request, error, return_to),
      )
      return reply.redirect(location)
    },
  )

  routes.get('/platte/sign-in/callback', { config: PUBLIC }, async (request, reply) => {
    const origin = originOf(request, publicUrls)
    if (origin === null) return redirectToPublicUrl(reply, publicUrls, SIGN_IN_URL, '/')
    return reply.redirect(await finish(service, request, reply, origin))
  })
}

/** Where to send the browser. Its cookie holds what it must bring back. */
async function begin(
  { clock }: Context,
  { sealer, signIn }: SessionService,
  reply: FastifyReply,
  { origin, return_to }: { origin: string; return_to: string },
): Promise<string> {
  const { location, pending } = await startSignIn(await signIn(), callbackOf(origin))
  const content = { ...pending, return_to: pathWithin(origin, return_to) }
  const expires = new Date(clock.now().getTime() + MAX_SIGN_IN_MS)
  setCookie(reply, {
    name: signInCookieName(origin, pending.state),
    value: await sealer.seal(content, pending.state, expires),
    origin,
    maxAge: MAX_SIGN_IN_MS / SECOND_MS,
  })
  return location
}

/** Where to send the browser: back to its page with a session, or to the page that says why there is none. */
async function finish(
  { sealer, signIn, sessions, maxMs }: SessionService,
  request: FastifyRequest,
  reply: FastifyReply,
  origin: string,
): Promise<string> {
  const currentUrl = new URL(request.url, origin)
  const state = currentUrl.searchParams.get('state') ?? ''
  const pendingCookie = signInCookieName(origin, state)
  // By this cookie only the browser that began the sign-in can finish it, and only once.
  const pending = await sealer.open(readCookie(request, pendingCookie) ?? '', state, pendingSchema)
  setCookie(reply, { name: pendingCookie, value: '', origin, maxAge: 0 })
  try {
    if (!pending) throw new SignInError('expired', 'no sign-in of this browser is in progress')
    const provider = await signIn()
    const tokens = await finishSignIn(provider, currentUrl, pending)
    const { iss: issuer, sub: subject } = tokens.claims() ?? { iss: '', sub: '' }
    const { access_token, refresh_token = null } = tokens
    const owner = { ...(await provider.assess(tokens)), issuer, subject }
    const value = await sessions.create(owner, { access_token, refresh_token })
    const name = sessionCookieName(origin)
    const before = readCookie(request, name)
    if (before !== null) await sessions.end(before)
    setCookie(reply, { name, value, origin, maxAge: Math.floor(maxMs / 1000) })
    return pending.return_to
  } catch (error) {
    return problemPage(request, error, pending?.return_to ?? '/')
  }
}

/** The page that says why nobody was signed in. Throws any other error than that of a sign-in. */
function problemPage({ log }: FastifyRequest, error: unknown, returnTo: string): string {
  const problem = problemOf(error)
  if (problem === null) throw error
  if (problem !== 'declined') log.error(error, 'A sign-in failed')
  return signInProblemPath(problem, returnTo)
}

function problemOf(error: unknown): SignInProblem | null {
  if (error instanceof SignInError) return error.problem
  return error instanceof HttpError && error.status === 503 ? 'unavailable' : null
}
