import { once } from 'node:events'
import { type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { beforeEach, expect, test } from 'vitest'
import { createProxyApp } from '#server/app.ts'
import { systemClock } from '#server/clock.ts'
import type { Database } from '#server/database/database.ts'
import { readAuditLog } from '#server/testing/read-audit-log.ts'
import { NO_ID } from '#server/testing/rest-world.ts'
import { closedAfterEachTest } from '#server/testing/closed-after-each-test.ts'
import { startHttpServer } from '#server/testing/start-http-server.ts'
import { createTestDatabase } from '#server/testing/test-database.ts'

const GROUP = `/api/apps/x/groups/${NO_ID}`

/** An update server that keeps every write until the test lets it respond. */
let database: Database
let app: FastifyInstance
let address: string
let writes: { method: string | undefined; response: ServerResponse }[]
let arrivals: EventTarget
/** The requests that this process has received. */
let received: unknown[]
const closing = closedAfterEachTest()
beforeEach(async () => {
  database = await createTestDatabase()
  writes = []
  arrivals = new EventTarget()
  received = []
  const upstream = await startHttpServer((incoming, response) => {
    response.setHeader('content-type', 'application/json')
    if (incoming.method === 'GET' && incoming.url?.startsWith('/api/apps?'))
      response.end(JSON.stringify({ applications: [], count: 0, totalCount: 0 }))
    else if (incoming.method === 'GET') response.writeHead(404).end()
    else {
      writes.push({ method: incoming.method, response })
      arrivals.dispatchEvent(new Event('write'))
    }
  })
  app = await createProxyApp(upstream.url, { db: database.db, clock: systemClock })
  app.server.on('request', (incoming) => received.push(incoming))
  address = await app.listen({ port: 0, host: '127.0.0.1' })
  closing.push(
    () => database.close(),
    () => app.close(),
    upstream.close,
  )
})

/** Sends a write that its client may leave. */
function send(
  method: 'PUT' | 'DELETE',
  { body, length, path = GROUP }: { body?: string; length?: number; path?: string } = {},
) {
  const headers = { 'content-type': 'application/json', 'content-length': length ?? body?.length ?? 0 }
  // Not as a URL, which would be normalized.
  const sent = request(address, { method, path, headers: body === undefined ? {} : headers, agent: false })
  sent.on('error', () => {})
  if (body === undefined || length === undefined) sent.end(body)
  else sent.write(body)
  return {
    answer: once(sent, 'response').then(
      ([response]: IncomingMessage[]) => response?.statusCode,
      () => null,
    ),
    leave: async () => {
      const closed = new Promise((resolve) => sent.once('close', resolve))
      sent.destroy()
      await closed
    },
  }
}

const put = () => send('PUT', { body: '{}' })

async function arrivalOf(count: number): Promise<void> {
  while (writes.length < count) await once(arrivals, 'write')
}

async function receivedBy(count: number): Promise<void> {
  while (received.length < count) await new Promise(setImmediate)
}

const connections = () =>
  new Promise<number>((resolve) => app.server.getConnections((_error, open) => resolve(open)))

/** Resolves when this process has noticed which of its clients left. */
async function connectionsLeft(count: number): Promise<void> {
  while ((await connections()) !== count) await new Promise(setImmediate)
}

const answer = (index: number) => writes[index]?.response.end('{}')

test('a write is sent also where the client of one before it left while it waited', async () => {
  const first = put()
  await arrivalOf(1)
  const second = put()
  await receivedBy(2)
  const third = put()
  await receivedBy(3)
  await second.leave()
  await connectionsLeft(2)
  answer(0)
  expect(await first.answer).toBe(200)
  await arrivalOf(2)
  answer(1)
  expect(await third.answer).toBe(200)
  // What its client no longer waited for was not sent.
  expect(writes).toHaveLength(2)
})

test.each(['PUT', 'DELETE'] as const)(
  'a %s whose client leaves is recorded by its response',
  async (method) => {
    const left = method === 'PUT' ? put() : send('DELETE')
    await arrivalOf(1)
    await left.leave()
    await connectionsLeft(0)
    const next = put()
    await receivedBy(2)
    // The update server still carries out the first one.
    expect(writes).toHaveLength(1)
    answer(0)
    await arrivalOf(2)
    answer(1)
    expect(await next.answer).toBe(200)
    const { entries } = await readAuditLog(app)
    expect(entries.map(({ outcome, message }) => [outcome, message])).toEqual([
      ['done', null],
      ['done', null],
    ])
  },
)

test('a write whose client leaves in the middle of its body holds up no other', async () => {
  const left = send('PUT', { body: '{', length: 10 })
  await arrivalOf(1)
  await left.leave()
  const next = put()
  await arrivalOf(2)
  answer(1)
  expect(await next.answer).toBe(200)
  const { entries } = await readAuditLog(app, 'outcome=unknown')
  expect(entries).toHaveLength(1)
})

test('a write to an address that can’t be forwarded holds up no other', async () => {
  const path = `${GROUP.slice(0, -NO_ID.length)}%2e%2e`
  expect(await send('PUT', { body: '{}', path }).answer).toBe(400)
  expect(await send('PUT', { body: '{}', path }).answer).toBe(400)
  // It names no resource, so there is nothing to record.
  expect((await readAuditLog(app)).entries).toEqual([])
})
