import type { FastifyInstance } from 'fastify'
import type { RequestListener } from 'node:http'
import { beforeEach, describe, expect, test } from 'vitest'
import { createProxyApp } from '#server/app.ts'
import type { Database } from '#server/database/database.ts'
import { closedAfterEachTest } from '#server/testing/closed-after-each-test.ts'
import { serverForEachTest } from '#server/testing/for-each-test.ts'
import { readAuditLog, sendWrite } from '#server/testing/read-audit-log.ts'
import { sendRequest } from '#server/testing/rest-client.ts'
import { channelBody, createApplication, groupBody, NO_ID } from '#server/testing/rest-world.ts'
import { createTestDatabase } from '#server/testing/test-database.ts'
import { startHttpServer } from '#server/testing/start-http-server.ts'

/** The update server, and the app in front of it with a database of its own. */
const server = serverForEachTest()
const closing = closedAfterEachTest()
let database: Database
let url: string
let front: FastifyInstance
beforeEach(async () => {
  database = await createTestDatabase()
  closing.push(() => database.close())
  url = await server.app.listen({ port: 0, host: '127.0.0.1' })
  front = await createFront(url)
})

async function createFront(address: string): Promise<FastifyInstance> {
  const app = await createProxyApp(address, { db: database.db, clock: server.clock })
  closing.push(() => app.close())
  return app
}

/** Starts a server that responds in place of the update server, gives everyone access and has no applications. */
async function startStub(listener: RequestListener): Promise<string> {
  const stub = await startHttpServer((request, response) => {
    if (request.url?.startsWith('/api/apps?')) giveAccess(request, response)
    else listener(request, response)
  })
  closing.push(stub.close)
  return stub.url
}

const giveAccess: RequestListener = (_request, response) => {
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify({ applications: [], count: 0, totalCount: 0 }))
}

/** In front of a server that has stopped, after it gave access without credentials. */
async function createFrontOfDeadServer(): Promise<FastifyInstance> {
  const stub = await startHttpServer(giveAccess)
  const app = await createFront(stub.url)
  expect((await readAuditLog(app)).totalCount).toBe(0)
  stub.close()
  return app
}

const newest = async (app = front) => (await readAuditLog(app)).entries[0]

describe('a forwarded write is recorded', () => {
  test('with the resource as the update server reports it before and after, in an audit log of its own', async () => {
    const kiosk = await createApplication(front)
    const group = await kiosk.addGroup()
    const body = groupBody({ policy_max_updates_per_period: 9 })
    await sendWrite(front, 'PUT', `${kiosk.url}/groups/${group.id}`, body, { reason: 'faster' })
    expect(await newest()).toEqual({
      id: expect.any(String),
      created_ts: server.clock.now().toISOString(),
      actor: 'local',
      action: 'replace',
      subject: 'group',
      application_id: kiosk.id,
      subject_id: group.id,
      subject_name: 'Canary',
      before: { ...group },
      after: { ...group, policy_max_updates_per_period: 9 },
      reason: 'faster',
      outcome: 'done',
      message: null,
    })
    // The update server is a Platte too, with an audit log of its own.
    const otherFront = await createFrontOfDeadServer()
    expect((await readAuditLog(otherFront)).totalCount).toBe(0)
  })

  test('for every subject and action', async () => {
    const kiosk = await createApplication(front)
    const release = await kiosk.addPackage('2.0.0')
    const channel = await kiosk.addChannel('stable')
    const floor = `/api/channels/${channel.id}/floors/${release.id}`
    await sendRequest(
      front,
      'PUT',
      `${kiosk.url}/channels/${channel.id}`,
      channelBody('stable', 1, release.id),
    )
    await sendRequest(front, 'PUT', floor, { floor_reason: 'new bootloader' })
    await sendRequest(front, 'PUT', floor, { floor_reason: 'newer bootloader' })
    await sendRequest(front, 'DELETE', floor)
    await server.db.insertInto('instances').values({ id: 'node-1', ip: '10.0.0.1' }).execute()
    await sendRequest(front, 'PUT', '/api/instances/node-1', { alias: 'front-door' })
    await sendRequest(front, 'PUT', kiosk.url, { name: 'Kiosk OS' })
    await sendRequest(front, 'DELETE', kiosk.url)
    const { entries } = await readAuditLog(front)
    expect(
      entries.toReversed().map((entry) => [entry.outcome, entry.action, entry.subject, entry.subject_name]),
    ).toEqual([
      ['done', 'create', 'application', 'Kiosk OS'],
      ['done', 'create', 'package', '2.0.0 (amd64)'],
      ['done', 'create', 'channel', 'stable (amd64)'],
      ['done', 'replace', 'channel', 'stable (amd64)'],
      ['done', 'create', 'floor', '2.0.0 on stable (amd64)'],
      ['done', 'replace', 'floor', '2.0.0 on stable (amd64)'],
      ['done', 'delete', 'floor', '2.0.0 on stable (amd64)'],
      ['done', 'replace', 'instance', 'front-door'],
      ['done', 'delete', 'application', 'Kiosk OS'],
    ])
  })

  test('with the message of the update server where it refuses the write', async () => {
    const kiosk = await createApplication(front)
    await kiosk.addGroup()
    const response = await sendRequest(front, 'POST', `${kiosk.url}/groups`, groupBody())
    expect(response.statusCode).toBe(409)
    expect(await newest()).toMatchObject({
      outcome: 'refused',
      action: 'create',
      application_id: kiosk.id,
      message: 'The application already has a group “Canary”.',
    })
    expect((await sendRequest(front, 'DELETE', `${kiosk.url}/packages/${NO_ID}`)).statusCode).toBe(404)
    expect(await newest()).toMatchObject({ outcome: 'refused', subject: 'package', subject_id: NO_ID })
  })
})

test('a resource larger than any that this server accepts is left out of the entry', async () => {
  const group = { id: NO_ID, application_id: NO_ID, name: 'Vast', description: 'x'.repeat(3_000_000) }
  const app = await createFront(
    await startStub((request, response) => {
      const name = request.method === 'PUT' ? 'Vaster' : group.name
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ...group, name }))
    }),
  )
  const response = await sendWrite(app, 'PUT', `/api/apps/${NO_ID}/groups/${NO_ID}`, groupBody(), {})
  expect(response.statusCode).toBe(200)
  expect(await newest(app)).toMatchObject({
    subject_name: 'Vaster',
    outcome: 'done',
    before: null,
    after: null,
  })
})

describe('a web page as the response to a write is a failure: the update server does not know the request', () => {
  test.each(['PUT', 'DELETE'] as const)(
    '%s of a floor in front of a release without floors',
    async (method) => {
      const app = await createFront(await startStub(releaseWithoutFloors))
      const floor = `/api/channels/${NO_ID}/floors/${NO_ID}`
      const response = await sendRequest(app, method, floor, method === 'PUT' ? {} : undefined)
      expect(response.statusCode).toBe(501)
      expect(response.headers['content-type']).toMatch(/^application\/json/)
      expect(response.json()).toMatchObject({
        error: 'not-supported',
        message: expect.stringContaining(`does not support ${method} ${floor}`),
      })
      expect(await newest(app)).toMatchObject({ outcome: 'refused', subject: 'floor', subject_id: NO_ID })
    },
  )

  test('also where the audit log does not cover the path', async () => {
    const app = await createFront(await startStub(releaseWithoutFloors))
    expect((await sendRequest(app, 'POST', '/api/somewhere', {})).statusCode).toBe(501)
    expect((await readAuditLog(app)).totalCount).toBe(0)
  })

  test('but a read still gets the page, by which the dashboard knows what the server has', async () => {
    const app = await createFront(await startStub(releaseWithoutFloors))
    const response = await sendRequest(app, 'GET', `/api/channels/${NO_ID}/floors`)
    expect([response.statusCode, response.body]).toEqual([200, PAGE])
  })
})

const PAGE = '<!doctype html><title>Nebraska</title>'

/** Answers what it has as JSON and anything else with its dashboard’s page, as Nebraska 3.0.0 does. */
const releaseWithoutFloors: RequestListener = ({ method, url }, response) => {
  const isKnown = method === 'GET' && url?.startsWith('/api/apps?') === true
  const [type, body] = isKnown
    ? ['application/json', '{"applications":null,"count":0,"totalCount":0}']
    : ['text/html; charset=utf-8', PAGE]
  response.writeHead(200, { 'content-type': type, 'content-length': body.length, etag: '"1"' }).end(body)
}

describe('of two writes that expect the same values, one succeeds', () => {
  test('when both are forwarded at once', async () => {
    const kiosk = await createApplication(front)
    const group = await kiosk.addGroup()
    const responses = await Promise.all(
      [3, 4, 5].map((limit) =>
        sendWrite(
          front,
          'PUT',
          `${kiosk.url}/groups/${group.id}`,
          groupBody({ policy_max_updates_per_period: limit }),
          { expected: { policy_max_updates_per_period: 2 } },
        ),
      ),
    )
    expect(responses.map(({ statusCode }) => String(statusCode)).toSorted()).toEqual(['200', '409', '409'])
    expect(responses.find(({ statusCode }) => statusCode === 409)?.json()).toMatchObject({
      error: 'changed-meanwhile',
      issues: [{ field: 'policy_max_updates_per_period' }],
    })
    const { entries } = await readAuditLog(front, `subject_id=${group.id}&action=replace`)
    expect(entries.map(({ outcome }) => outcome).toSorted()).toEqual(['done', 'refused', 'refused'])
  })

  test('and where the resource can’t be read, a write that expects values is not forwarded', async () => {
    const unreachable = await createFrontOfDeadServer()
    const context = { expected: { name: 'Canary' } }
    const response = await sendWrite(unreachable, 'PUT', `/api/apps/x/groups/${NO_ID}`, groupBody(), context)
    expect(response.statusCode).toBe(502)
    expect((await readAuditLog(unreachable)).totalCount).toBe(0)
  })
})

describe('an entry', () => {
  test('is inserted before the write is sent, and stays unknown where no response comes', async () => {
    let onArrival: Promise<unknown> = Promise.resolve()
    const broken = await startStub((request, response) => {
      if (request.method === 'GET') response.writeHead(404).end()
      else onArrival = newest(app).then((entry) => request.socket.destroy(undefined) && entry)
    })
    const app = await createFront(broken)
    const response = await sendWrite(app, 'DELETE', `/api/apps/x/groups/${NO_ID}`, null, { reason: 'old' })
    expect(response.statusCode).toBe(502)
    expect(await onArrival).toMatchObject({ outcome: 'unknown', reason: 'old', message: null })
    expect(await newest(app)).toMatchObject({
      outcome: 'unknown',
      message: expect.stringContaining('can’t be reached'.replace('’', "'")),
    })
  })

  test('is refused where nothing could be sent', async () => {
    const unreachable = await createFrontOfDeadServer()
    expect((await sendRequest(unreachable, 'DELETE', `/api/apps/x/groups/${NO_ID}`)).statusCode).toBe(502)
    expect(await newest(unreachable)).toMatchObject({ outcome: 'refused' })
  })

  test('is refused where a failing server changed nothing, and unknown where it did', async () => {
    let name = 'Kiosk OS'
    let changes = false
    const failing = await startStub((request, response) => {
      response.setHeader('content-type', 'application/json')
      if (request.method === 'PUT' && changes) name = 'Kiosk'
      const isThere = request.url === `/api/apps/${NO_ID}`
      if (request.method !== 'GET') response.writeHead(500).end()
      else if (isThere) response.end(JSON.stringify({ id: NO_ID, name }))
      else response.writeHead(404).end()
    })
    const app = await createFront(failing)
    expect((await sendRequest(app, 'PUT', `/api/apps/${NO_ID}`, { name: 'Kiosk' })).statusCode).toBe(500)
    expect(await newest(app)).toMatchObject({
      outcome: 'refused',
      message: 'The update server responded with status 500.',
    })
    await sendRequest(app, 'DELETE', `/api/apps/x/groups/${NO_ID}`)
    expect(await newest(app)).toMatchObject({ outcome: 'refused', action: 'delete' })
    changes = true
    await sendRequest(app, 'PUT', `/api/apps/${NO_ID}`, { name: 'Kiosk' })
    expect(await newest(app)).toMatchObject({ outcome: 'unknown', before: { name: 'Kiosk OS' } })
  })

  test('of a create is refused where a failing server added nothing, and unknown where it did', async () => {
    let groups = [{ id: NO_ID }]
    let adds = false
    const failing = await startStub((request, response) => {
      response.setHeader('content-type', 'application/json')
      if (request.method === 'GET') return response.end(JSON.stringify({ groups, count: 1, totalCount: 1 }))
      if (adds) groups = [{ id: `${NO_ID.slice(0, -1)}1` }, ...groups]
      return response.writeHead(500).end()
    })
    const app = await createFront(failing)
    expect((await sendRequest(app, 'POST', '/api/apps/x/groups', groupBody())).statusCode).toBe(500)
    expect(await newest(app)).toMatchObject({ outcome: 'refused', action: 'create', subject: 'group' })
    adds = true
    await sendRequest(app, 'POST', '/api/apps/x/groups', groupBody())
    expect(await newest(app)).toMatchObject({ outcome: 'unknown', action: 'create', before: null })
  })

  test('that can’t be inserted keeps the write from being sent', async () => {
    let writes = 0
    const counting = await startStub((request, response) => {
      if (request.method !== 'GET') writes++
      response.writeHead(404).end()
    })
    const broken = await createTestDatabase()
    const app = await createProxyApp(counting, { db: broken.db, clock: server.clock })
    closing.push(() => app.close())
    await broken.db.schema.alterTable('audit_log').renameTo('audit_log_upstream').execute()
    const response = await sendRequest(app, 'DELETE', `/api/apps/x/groups/${NO_ID}`)
    await broken.db.schema.alterTable('audit_log_upstream').renameTo('audit_log').execute()
    await broken.close()
    expect(response.statusCode).toBe(503)
    expect(response.json()).toMatchObject({
      error: 'audit-log-unavailable',
      message: expect.stringContaining('nothing was changed'),
    })
    expect(writes).toBe(0)
  })
})
