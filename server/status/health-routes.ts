import { setTimeout as delay } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Context } from '#server/context.ts'
import { HttpError } from '#server/http/http-error.ts'

const TIMEOUT_MS = 2_000

/** `OK` while the database answers; under any host name, since load balancers connect by address. */
export function registerHealthRoute(app: FastifyInstance, context: Context): void {
  app.get('/health', async (_request, reply) => {
    const state = await databaseState(context)
    if (state !== 'responds') {
      throw new HttpError(503, 'database-unavailable', `The database ${state}; the server’s log may say why.`)
    }
    return reply.type('text/plain; charset=utf-8').header('cache-control', 'no-store').send('OK')
  })
}

async function databaseState({ db }: Context): Promise<'responds' | 'fails' | 'does not respond in time'> {
  const answered = new AbortController()
  const inTime = delay(TIMEOUT_MS, 'does not respond in time' as const, { signal: answered.signal })
  inTime.catch(() => {})
  const answer = sql`select 1`.execute(db).then(
    () => 'responds' as const,
    () => 'fails' as const,
  )
  try {
    return await Promise.race([answer, inTime])
  } finally {
    answered.abort()
  }
}
