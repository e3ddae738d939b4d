import type { FastifyRequest } from 'fastify'
import type { SignInCheck } from '#contract/sign-in-check.ts'
import { SECOND_MS } from '#contract/time-units.ts'
import type { Clock } from '#server/clock.ts'
import type { Routes } from '#server/http/validation.ts'
import { originOf } from './cookies.ts'
import type { SessionService } from './session-service.ts'

/** How long an answer of the provider counts, however many people ask. */
const CHECK_MS = 10 * SECOND_MS

/** `GET /platte/sign-in/check` needs no sign-in: it is for when that fails. */
export function registerSignInCheckRoute(routes: Routes, clock: Clock, service: SessionService): void {
  let last: { key: string; at: number; check: ReturnType<SessionService['check']> } | null = null

  function sharedCheck(origins: readonly string[]) {
    const key = origins.join(' ')
    const now = clock.now().getTime()
    if (last?.key === key && now - last.at < CHECK_MS) return last.check
    const check = service.check(origins)
    last = { key, at: now, check }
    check.catch(() => {
      if (last?.check === check) last = null
    })
    return check
  }

  async function answer(request: FastifyRequest): Promise<SignInCheck> {
    const [{ method, problems, ...checked }, asker] = await Promise.all([
      sharedCheck(originsFor(request, service.publicUrls)),
      service.checkAsker(request),
    ])
    const facts = checked.facts
      .filter(({ for_people }) => !for_people || asker !== null)
      .map(({ name, value, to_register }) => ({ name, value, to_register }))
    if (asker === null) return { method, facts, problems, person: null }
    const { person, problem } = asker
    return { method, facts, problems: problem ? [...problems, problem] : problems, person }
  }

  routes.get('/platte/sign-in/check', { config: { access: 'public' } }, (request) => answer(request))
}

function originsFor(request: FastifyRequest, publicUrls: readonly string[]): readonly string[] {
  if (publicUrls.length > 0) return publicUrls
  const origin = originOf(request, publicUrls)
  return origin === null ? [] : [origin]
}
