import type { FastifyRequest } from 'fastify'
import { type SessionInfo, SIGN_IN_URL } from '#contract/session.ts'
import type { IdentifyActor } from '#server/access/identify-actor.ts'
import { HttpError } from '#server/http/http-error.ts'
import type { Routes } from '#server/http/validation.ts'
import type { Caller } from './caller.ts'
import type { SessionService } from './session-service.ts'

/** `GET /platte/session` where nobody has to sign in: a proxy may have named the person. */
export function registerOpenSessionRoute(routes: Routes, identifyActor: IdentifyActor): void {
  routes.get('/platte/session', { config: { access: 'public' } }, (request): SessionInfo => ({
    sign_in_url: null,
    name: identifyActor(request),
    role: 'admin',
    reason: '',
    signed_in: false,
    management_url: null,
    notice: null,
  }))
}

/** `GET /platte/session` where people sign in. */
export function registerSessionRoute(routes: Routes, options: SessionService): void {
  routes.get('/platte/session', { config: { access: 'public' } }, (request) => sessionInfo(request, options))
}

async function sessionInfo(
  request: FastifyRequest,
  { identify, signIn, signInUrl, managementUrl }: SessionService,
): Promise<SessionInfo> {
  const { caller, problem } = await identifyOrProblem(identify(request))
  // Another update server may have no such sign-in, or not be there.
  const url = await signInUrl().catch(() => null)
  const established = await signIn().catch(() => null)
  const failure = established?.provider.failure ?? null
  return {
    sign_in_url: url ?? (caller ? SIGN_IN_URL : null),
    name: caller?.name ?? null,
    role: caller?.role ?? null,
    reason: caller?.reason ?? problem,
    signed_in: caller?.by === 'cookie',
    management_url: managementUrl,
    notice: caller && failure !== null ? `The sign-in provider can’t be reached: ${failure}.` : null,
  }
}

async function identifyOrProblem(
  identifying: Promise<Caller | null>,
): Promise<{ caller: Caller | null; problem: string }> {
  try {
    return { caller: await identifying, problem: '' }
  } catch (error) {
    if (error instanceof HttpError && error.status === 401) return { caller: null, problem: error.message }
    throw error
  }
}
