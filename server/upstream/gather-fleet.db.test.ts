import { DAY_MS, HOUR_MS, SECOND_MS } from '#contract/time-units.ts'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fleetSummarySchema } from '#contract/fleet-summary.ts'
import { createProxyApp } from '#server/app.ts'
import { addNodes } from '#server/testing/fleet-rows.ts'
import { answerTo, readHttpError } from '#server/testing/rest-client.ts'
import { createApplication } from '#server/testing/rest-world.ts'
import { createUpdateServer, type UpdateServer } from '#server/testing/update-server.ts'
import { createUpdateWorld, type UpdateWorld } from '#server/testing/update-world.ts'
import { createFleetGatherer } from './gather-fleet.ts'

const GROUPS = 9
const PATIENT = { patience: 60 * SECOND_MS }
const NOBODY = {}
const SOON = { timeout: 30 * SECOND_MS, interval: 10 }

let server: UpdateServer
let world: UpdateWorld
let url: string
const closing: (() => unknown)[] = []
/** What the update server was asked, and how much of it at once at most. */
let asked: string[]
let atOnce: number
/** Requests for addresses with this in them get no answer. */
let broken: string | null

beforeEach(async () => {
  server = await createUpdateServer()
  world = await createUpdateWorld(server.db)
  const application = await createApplication(server.app, 'Other OS')
  for (let n = 1; n < GROUPS; n++) await application.addGroup({ name: `Group ${n}`, track: `track-${n}` })
  url = await server.app.listen({ port: 0, host: '127.0.0.1' })
  asked = []
  atOnce = 0
  broken = null
  watchRequests()
})
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
  // Some may still wait for an answer that nobody will read.
  server.app.server.closeAllConnections()
  await server.close()
})

function watchRequests() {
  let open = 0
  server.app.server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    const address = request.url ?? ''
    asked.push(address)
    open += 1
    atOnce = Math.max(atOnce, open)
    response.once('close', () => {
      open -= 1
    })
    if (broken !== null && address.includes(broken)) request.socket.destroy()
  })
}

function gatherer(options: { patience: number } = PATIENT) {
  const fleet = createFleetGatherer(url, { clock: server.clock, ...options })
  closing.push(fleet.stop)
  return fleet
}
const askedGroups = () => asked.filter((address) => address.includes('/groups/')).length

test('the gathered numbers are those that the update server counts', async () => {
  await addNodes(server.db, world, server.clock.now(), [
    { id: 'a', status: 3 },
    { id: 'b', version: '2.0.0' },
    { id: 'c', last_check_for_updates: new Date(server.clock.now().getTime() - 2 * DAY_MS) },
  ])
  const gathered = await gatherer().summary(NOBODY)
  const counted = await answerTo(server.app, fleetSummarySchema, 'GET', '/platte/fleet')
  const numbers = ({ groups }: typeof counted) =>
    Object.fromEntries(
      groups.map(({ group_id, instances_stats, version_breakdown, error }) => [
        group_id,
        { instances_stats, version_breakdown, error },
      ]),
    )
  expect(gathered.source).toBe('gathered')
  expect(Object.keys(numbers(gathered))).toHaveLength(GROUPS)
  expect(numbers(gathered)).toEqual(numbers(counted))
})

test('one gathering is for all viewers, half a minute long, and asks six things at a time', async () => {
  const fleet = gatherer()
  const answers = await Promise.all([1, 2, 3].map(() => fleet.summary(NOBODY)))
  expect(answers.map(({ groups }) => groups.length)).toEqual([GROUPS, GROUPS, GROUPS])
  expect(askedGroups()).toBe(3 * GROUPS)
  // The viewers themselves are asked for beside it.
  expect(atOnce).toBeLessThanOrEqual(6 + 3)
  server.clock.pass(29 * SECOND_MS)
  await fleet.summary(NOBODY)
  expect(askedGroups()).toBe(3 * GROUPS)
  server.clock.pass(SECOND_MS)
  const again = await fleet.summary(NOBODY)
  expect(askedGroups()).toBe(6 * GROUPS)
  expect(again.groups[0]?.read_ts).toBe(server.clock.now().toISOString())
})

test('what somebody writes through us is gathered at once', async () => {
  const front = await createProxyApp(url, server)
  closing.push(() => front.close())
  const names = async () =>
    (await answerTo(front, fleetSummarySchema, 'GET', '/platte/fleet')).groups.map(({ group_id }) => group_id)
  expect(await names()).toHaveLength(GROUPS)
  const application = await createApplication(front, 'Kiosk OS of the north')
  const { id } = await application.addGroup()
  await vi.waitFor(async () => expect(await names()).toContain(id), SOON)
})

test('a viewer who would wait for long gets what there is', async () => {
  const fleet = gatherer({ patience: 0 })
  expect((await fleet.summary(NOBODY)).gathering).toBe(true)
  const whole = await vi.waitFor(async () => {
    const summary = await fleet.summary(NOBODY)
    expect(summary.gathering).toBe(false)
    return summary
  }, SOON)
  expect(whole.groups.map(({ instances_stats }) => instances_stats?.['1d'].total)).toEqual(
    Array.from({ length: GROUPS }, () => 0),
  )
})

describe('a group that fails', () => {
  test('is told, and spoils nothing else', async () => {
    broken = world.group_id
    const { groups } = await gatherer().summary(NOBODY)
    const failed = groups.filter(({ error }) => error !== null)
    expect(failed).toMatchObject([{ group_id: world.group_id, instances_stats: null }])
    expect(failed[0]?.error).toMatch(/^The update server at http:\/\/127.0.0.1:\d+ can't be reached \(.+\)/)
    const read = groups.filter(({ instances_stats }) => instances_stats !== null)
    expect(read).toHaveLength(GROUPS - 1)
  })

  test('keeps its last numbers with their age for minutes, not for hours', async () => {
    const fleet = gatherer()
    const numbers = async () =>
      (await fleet.summary(NOBODY)).groups.find(({ group_id }) => group_id === world.group_id)
    const read_ts = (await numbers())?.read_ts
    expect(read_ts).toBe(server.clock.now().toISOString())
    broken = world.group_id
    server.clock.pass(40 * SECOND_MS)
    expect(await numbers()).toMatchObject({
      read_ts,
      error: expect.any(String),
      instances_stats: expect.any(Object),
    })
    server.clock.pass(HOUR_MS)
    expect(await numbers()).toMatchObject({ read_ts: null, instances_stats: null })
    broken = null
    server.clock.pass(HOUR_MS)
    expect(await numbers()).toMatchObject({ read_ts: server.clock.now().toISOString(), error: null })
  })
})

test('an update server that is gone is a 502 in the proxy’s words, whatever was gathered before', async () => {
  const front = await createProxyApp(url, server)
  closing.push(() => front.close())
  await answerTo(front, fleetSummarySchema, 'GET', '/platte/fleet')
  await server.app.close()
  for (const path of ['/platte/fleet', '/api/apps']) {
    expect(await readHttpError(front, 'GET', path)).toEqual({
      status: 502,
      error: 'update-server-unreachable',
      message: expect.stringContaining(`The update server at ${url} can't be reached (`),
    })
  }
})

test('whom the update server lets in sees the gathered numbers, and nobody else', async () => {
  const guarded = createServer((request, response) => {
    response.setHeader('content-type', 'application/json')
    const known = request.headers.cookie === 'session=1'
    response.statusCode = known ? 200 : 401
    response.end(known ? '{"applications":null,"count":0,"totalCount":0}' : '{}')
  })
  guarded.listen(0, '127.0.0.1')
  await once(guarded, 'listening')
  closing.push(() => guarded.close())
  const address = guarded.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const front = await createProxyApp(`http://127.0.0.1:${address.port}`, server)
  closing.push(() => front.close())
  const signedIn = await front.inject({ url: '/platte/fleet', headers: { cookie: 'session=1' } })
  expect(signedIn.statusCode).toBe(200)
  expect(await readHttpError(front, 'GET', '/platte/fleet')).toMatchObject({ status: 401, error: 'sign-in' })
})
