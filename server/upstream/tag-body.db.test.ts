import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createProxyApp } from '#server/app.ts'
import { systemClock } from '#server/clock.ts'
import type { Database } from '#server/database/database.ts'
import { startHttpServer, type TestHttpServer } from '#server/testing/start-http-server.ts'
import { createTestDatabase } from '#server/testing/test-database.ts'
import { MAX_TAGGED_BYTES } from './tag-body.ts'

const PATH = '/api/apps/one'

/** What the update server answers to every read. */
let answer: unknown
let upstream: TestHttpServer
let database: Database
let front: FastifyInstance
beforeEach(async () => {
  upstream = await startHttpServer((_request, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer)),
  )
  database = await createTestDatabase()
  front = await createProxyApp(upstream.url, { db: database.db, clock: systemClock })
})
afterEach(async () => {
  await front.close()
  await database.close()
  upstream.close()
})

const read = (headers: Record<string, string> = {}) => front.inject({ url: PATH, headers })

test('a forwarded read is not sent again to a client that has it, and is a new one where it changed', async () => {
  answer = { name: 'Kiosk OS' }
  const first = await read()
  expect(first.json()).toEqual(answer)
  const etag = String(first.headers['etag'])
  const again = await read({ 'if-none-match': etag })
  expect([again.statusCode, again.body, again.headers['etag']]).toEqual([304, '', etag])
  answer = { name: 'Kiosk' }
  expect((await read({ 'if-none-match': etag })).json()).toEqual(answer)
})

test('a compressed one has the tag too', async () => {
  answer = Array.from({ length: 1000 }, () => 'Kiosk OS')
  const headers = { 'accept-encoding': 'gzip' }
  const first = await read(headers)
  expect(first.headers['content-encoding']).toBe('gzip')
  const again = await read({ ...headers, 'if-none-match': String(first.headers['etag']) })
  expect([again.statusCode, again.rawPayload.length]).toEqual([304, 0])
})

test('one that is larger than what dashboards poll comes in whole, without a tag', async () => {
  answer = 'x'.repeat(2 * MAX_TAGGED_BYTES)
  const response = await read()
  expect(response.headers['etag']).toBeUndefined()
  expect(response.body === JSON.stringify(answer)).toBe(true)
})
