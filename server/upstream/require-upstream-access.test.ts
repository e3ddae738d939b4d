import Fastify, { type FastifyInstance } from 'fastify'
import type { RequestListener } from 'node:http'
import { beforeEach, describe, expect, test } from 'vitest'
import { MINUTE_MS } from '#contract/time-units.ts'
import { installErrorHandling } from '#server/http/error-handling.ts'
import { closedAfterEachTest } from '#server/testing/closed-after-each-test.ts'
import { startHttpServer } from '#server/testing/start-http-server.ts'
import { requireUpstreamAccess } from './require-upstream-access.ts'
import { connectUpstream } from './upstream.ts'

/** Whose cookie the update server accepts; an empty one is nobody's. */
let accepted: string[]
let isUp: boolean
let now: number
let checks: number
let app: FastifyInstance
const closing = closedAfterEachTest()

const updateServer: RequestListener = ({ socket, headers: { cookie = '' } }, response) => {
  checks++
  if (!isUp) socket.destroy()
  response.setHeader('content-type', 'application/json')
  response.statusCode = accepted.includes(cookie) ? 200 : 401
  response.end(JSON.stringify({ applications: [], count: 0, totalCount: 0 }))
}

beforeEach(async () => {
  accepted = ['ada', 'bob']
  isUp = true
  now = 0
  checks = 0
  const server = await startHttpServer(updateServer)
  app = Fastify()
  installErrorHandling(app)
  const clock = { now: () => new Date(now) }
  const upstream = connectUpstream(server.url, clock)
  requireUpstreamAccess(app, upstream, clock)
  app.get('/audit-log', async () => 'entries')
  closing.push(
    () => upstream.client.stop(),
    () => app.close(),
    server.close,
  )
})

const read = async (cookie = '') =>
  (await app.inject({ url: '/audit-log', headers: cookie === '' ? {} : { cookie } })).statusCode

test('while the update server is up, its answer to each user decides', async () => {
  expect([await read('ada'), await read(), await read('forged')]).toEqual([200, 401, 401])
  accepted = ['bob']
  expect([await read('ada'), await read('bob')]).toEqual([401, 200])
})

describe('while the update server is down', () => {
  test('only users with earlier access have access', async () => {
    await read('ada')
    isUp = false
    expect([await read('forged'), await read(), await read('ada')]).toEqual([502, 502, 200])
    expect([await read('forged'), await read(), await read('bob')]).toEqual([502, 502, 502])
  })

  test('in whatever order they request', async () => {
    expect([await read(), await read('ada'), await read('forged')]).toEqual([401, 200, 401])
    isUp = false
    expect([await read('ada'), await read(), await read('forged')]).toEqual([200, 502, 502])
  })

  test('nobody has access to a process that started meanwhile', async () => {
    isUp = false
    expect([await read(), await read('ada')]).toEqual([502, 502])
  })

  test('a user whom it refused last has none', async () => {
    await read('ada')
    accepted = []
    expect(await read('ada')).toBe(401)
    isUp = false
    expect(await read('ada')).toBe(502)
  })

  test('access ends after half a day', async () => {
    await read('ada')
    isUp = false
    now += 12 * 60 * MINUTE_MS - 1
    expect(await read('ada')).toBe(200)
    now += 1
    expect(await read('ada')).toBe(502)
  })

  test('those with access wait for it once in half a minute', async () => {
    await read('ada')
    isUp = false
    await read('ada')
    const checksBefore = checks
    expect([await read('ada'), await read('ada')]).toEqual([200, 200])
    expect(checks).toBe(checksBefore)
    now += MINUTE_MS / 2
    isUp = true
    accepted = []
    expect(await read('ada')).toBe(401)
  })
})

test('a server without sign-in is checked once in half a minute for all requests without credentials', async () => {
  accepted = ['']
  expect([await read(), await read()]).toEqual([200, 200])
  expect(checks).toBe(1)
  isUp = false
  now += MINUTE_MS
  expect([await read(), await read()]).toEqual([200, 200])
  expect(await read('forged')).toBe(502)
})
