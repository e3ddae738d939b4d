import { DAY_MS, HOUR_MS, SECOND_MS } from '#contract/time-units.ts'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fleetSummarySchema } from '#contract/fleet-summary.ts'
import { createProxyApp } from '#server/app.ts'
import { closedAfterEachTest } from '#server/testing/closed-after-each-test.ts'
import { addNodes } from '#server/testing/fleet-rows.ts'
import { serverForEachTest, worldForEachTest } from '#server/testing/for-each-test.ts'
import { requestJson, requestHttpError } from '#server/testing/rest-client.ts'
import { createApplication } from '#server/testing/rest-world.ts'
import { startHttpServer } from '#server/testing/start-http-server.ts'
import { FleetGatherer } from './fleet-gatherer.ts'
import { UpstreamReadLimit } from './upstream-read-limit.ts'

const GROUPS = 9
const WAIT_FOR_ALL = { maxWaitMs: 60 * SECOND_MS }
const NO_HEADERS = {}
const SOON = { timeout: 30 * SECOND_MS, interval: 10 }

const server = serverForEachTest()
const world = worldForEachTest(server)
// Ends requests that still wait for a response.
afterEach(() => server.app.server.closeAllConnections())
const closing = closedAfterEachTest()
let url: string
/** The paths requested from the update server, and the most requests at once. */
let requestedPaths: string[]
let maxConcurrent: number
/** Requests whose path contains this get no response. */
let brokenPath: string | null

beforeEach(async () => {
  const application = await createApplication(server.app, 'Other OS')
  for (let n = 1; n < GROUPS; n++) await application.addGroup({ name: `Group ${n}`, track: `track-${n}` })
  url = await server.app.listen({ port: 0, host: '127.0.0.1' })
  requestedPaths = []
  maxConcurrent = 0
  brokenPath = null
  watchRequests()
})

function watchRequests() {
  let open = 0
  server.app.server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? ''
    requestedPaths.push(path)
    open += 1
    maxConcurrent = Math.max(maxConcurrent, open)
    response.once('close', () => {
      open -= 1
    })
    if (brokenPath !== null && path.includes(brokenPath)) request.socket.destroy()
  })
}

function createGatherer(options: { maxWaitMs: number } = WAIT_FOR_ALL) {
  const gatherer = new FleetGatherer(
    { url, readLimit: new UpstreamReadLimit() },
    { clock: server.clock, ...options },
  )
  closing.push(() => gatherer.stop())
  return gatherer
}
async function summaryOf(gatherer: FleetGatherer) {
  await gatherer.gather(NO_HEADERS)
  return gatherer.summary()
}
const countGroupReads = () => requestedPaths.filter((path) => path.includes('/groups/')).length

test('the gathered stats equal those that the update server counts', async () => {
  await addNodes(server.db, world, server.clock.now(), [
    { id: 'a', status: 3 },
    { id: 'b', version: '2.0.0' },
    { id: 'c', last_check_for_updates: new Date(server.clock.now().getTime() - 2 * DAY_MS) },
  ])
  const gathered = await summaryOf(createGatherer())
  const counted = await requestJson(server.app, fleetSummarySchema, 'GET', '/platte/fleet')
  const statsByGroup = ({ groups }: typeof counted) =>
    Object.fromEntries(
      groups.map(({ group_id, instances_stats, version_breakdown, error }) => [
        group_id,
        { instances_stats, version_breakdown, error },
      ]),
    )
  expect(gathered.source).toBe('gathered')
  expect(Object.keys(statsByGroup(gathered))).toHaveLength(GROUPS)
  expect(statsByGroup(gathered)).toEqual(statsByGroup(counted))
})

test('one gathering serves all viewers for half a minute, with six requests at a time', async () => {
  const gatherer = createGatherer()
  const summaries = await Promise.all([1, 2, 3].map(() => summaryOf(gatherer)))
  expect(summaries.map(({ groups }) => groups.length)).toEqual([GROUPS, GROUPS, GROUPS])
  expect(countGroupReads()).toBe(3 * GROUPS)
  // The access check of each viewer comes on top.
  expect(maxConcurrent).toBeLessThanOrEqual(6 + 3)
  server.clock.advance(29 * SECOND_MS)
  await summaryOf(gatherer)
  expect(countGroupReads()).toBe(3 * GROUPS)
  server.clock.advance(SECOND_MS)
  const again = await summaryOf(gatherer)
  expect(countGroupReads()).toBe(6 * GROUPS)
  expect(again.groups[0]?.read_ts).toBe(server.clock.now().toISOString())
})

test('a viewer who has the stats gets 304 until they change, or get old because a group can’t be read', async () => {
  const front = await createProxyApp(url, server)
  closing.push(() => front.close())
  const read = (etag = '') => front.inject({ url: '/platte/fleet', headers: { 'if-none-match': etag } })
  const first = await vi.waitFor(async () => {
    const response = await read()
    expect(response.json()).toMatchObject({ gathering: false })
    return String(response.headers['etag'])
  }, SOON)
  // Once more within one gathering, and after another one.
  const expectUnchanged = (age: string) =>
    vi.waitFor(
      async () => expect(await read(first)).toMatchObject({ statusCode: 304, headers: { age } }),
      SOON,
    )
  await expectUnchanged('0')
  server.clock.advance(29 * SECOND_MS)
  await expectUnchanged('29')
  server.clock.advance(2 * SECOND_MS)
  await expectUnchanged('0')

  await addNodes(server.db, world, server.clock.now(), [{ id: 'a' }])
  server.clock.advance(31 * SECOND_MS)
  const changed = await read(first)
  expect(changed.statusCode).toBe(200)

  brokenPath = 'version_breakdown'
  server.clock.advance(31 * SECOND_MS)
  const old = await read(String(changed.headers['etag']))
  expect(old.statusCode).toBe(200)
  server.clock.advance(SECOND_MS)
  expect((await read(String(old.headers['etag']))).statusCode).toBe(200)
})

test('a write through the proxy starts a new gathering', async () => {
  const front = await createProxyApp(url, server)
  closing.push(() => front.close())
  const names = async () =>
    (await requestJson(front, fleetSummarySchema, 'GET', '/platte/fleet')).groups.map(
      ({ group_id }) => group_id,
    )
  expect(await names()).toHaveLength(GROUPS)
  const application = await createApplication(front, 'Kiosk OS of the north')
  const { id } = await application.addGroup()
  await vi.waitFor(async () => expect(await names()).toContain(id), SOON)
})

test('a viewer who would wait too long gets the stats gathered so far', async () => {
  const gatherer = createGatherer({ maxWaitMs: 0 })
  expect((await summaryOf(gatherer)).gathering).toBe(true)
  const whole = await vi.waitFor(async () => {
    const summary = await summaryOf(gatherer)
    expect(summary.gathering).toBe(false)
    return summary
  }, SOON)
  expect(whole.groups.map(({ instances_stats }) => instances_stats?.['1d'].total)).toEqual(
    Array.from({ length: GROUPS }, () => 0),
  )
})

describe('a group that fails', () => {
  test('is reported, and the others are complete', async () => {
    brokenPath = world.group_id
    const { groups } = await summaryOf(createGatherer())
    const failed = groups.filter(({ error }) => error !== null)
    expect(failed).toMatchObject([{ group_id: world.group_id, instances_stats: null }])
    expect(failed[0]?.error).toMatch(/^The update server at http:\/\/127.0.0.1:\d+ can't be reached \(.+\)/)
    const read = groups.filter(({ instances_stats }) => instances_stats !== null)
    expect(read).toHaveLength(GROUPS - 1)
  })

  test('keeps its last stats with their age for minutes, not for hours', async () => {
    const gatherer = createGatherer()
    const groupStats = async () =>
      (await summaryOf(gatherer)).groups.find(({ group_id }) => group_id === world.group_id)
    const read_ts = (await groupStats())?.read_ts
    expect(read_ts).toBe(server.clock.now().toISOString())
    brokenPath = world.group_id
    server.clock.advance(40 * SECOND_MS)
    expect(await groupStats()).toMatchObject({
      read_ts,
      error: expect.any(String),
      instances_stats: expect.any(Object),
    })
    server.clock.advance(HOUR_MS)
    expect(await groupStats()).toMatchObject({ read_ts: null, instances_stats: null })
    brokenPath = null
    server.clock.advance(HOUR_MS)
    expect(await groupStats()).toMatchObject({ read_ts: server.clock.now().toISOString(), error: null })
  })
})

test('an unreachable update server is a 502 with the proxy’s message, whatever was gathered before', async () => {
  const front = await createProxyApp(url, server)
  closing.push(() => front.close())
  const summary = () => requestJson(front, fleetSummarySchema, 'GET', '/platte/fleet')
  // A connection that answers while its server closes is kept for longer than this test may take.
  await vi.waitFor(async () => expect(await summary()).toMatchObject({ gathering: false }), SOON)
  await server.app.close()
  for (const path of ['/platte/fleet', '/api/apps']) {
    expect(await requestHttpError(front, 'GET', path)).toEqual({
      status: 502,
      error: 'update-server-unreachable',
      message: expect.stringContaining(`The update server at ${url} can't be reached (`),
    })
  }
})

test('only users with access to the update server see the gathered stats', async () => {
  const restricted = await startHttpServer((request, response) => {
    response.setHeader('content-type', 'application/json')
    const hasAccess = request.headers.cookie === 'session=1'
    response.statusCode = hasAccess ? 200 : 401
    response.end(hasAccess ? '{"applications":null,"count":0,"totalCount":0}' : '{}')
  })
  closing.push(restricted.close)
  const front = await createProxyApp(restricted.url, server)
  closing.push(() => front.close())
  const signedIn = await front.inject({ url: '/platte/fleet', headers: { cookie: 'session=1' } })
  expect(signedIn.statusCode).toBe(200)
  expect(await requestHttpError(front, 'GET', '/platte/fleet')).toMatchObject({
    status: 401,
    error: 'sign-in',
  })
})
