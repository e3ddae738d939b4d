import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { FLATCAR_APPLICATION_ID } from '#contract/application.ts'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { seedFlatcar } from '#server/seed/seed-flatcar.ts'
import { simulatedNodeHeaders } from '#server/access/simulated-node-address.ts'
import { createUpdateServer, type UpdateServer } from '#server/testing/update-server.ts'
import { DAY_MS, MINUTE_MS, SECOND_MS } from '#contract/time-units.ts'
import { isAbsent, type NodePlan, planFleet } from './fleet-plan.ts'
import { LiveFleet, type SendRequest } from './live-fleet.ts'
import { parseOmahaResponse } from './parse-omaha-response.ts'
import { writeOmahaRequest } from './write-omaha-request.ts'
import { prepareDemo } from './prepare-demo.ts'
import { createRandom } from '#contract/random.ts'
import { type ResumedNode, resumeNodes } from './resume-nodes.ts'

const SEED = '1'
const { updateGranted, error, complete } = INSTANCE_STATUS
const plan = planFleet(SEED)

let server: UpdateServer
let start: number
const sendTo =
  (app: FastifyInstance): SendRequest =>
  async (node, request) => {
    const response = await app.inject({
      method: 'POST',
      url: '/v1/update/',
      headers: { 'content-type': 'text/xml', ...simulatedNodeHeaders(node.machine.ip) },
      payload: writeOmahaRequest(node, request),
    })
    return parseOmahaResponse(response.body)
  }

const now = () => server.clock.now().getTime()

/** At most `most` nodes of one group, updating ones first, as a newly started server resumes them. */
async function resume(key: string, most: number, send = sendTo(server.app)): Promise<LiveFleet> {
  const random = createRandom(key)
  const nodes = (await resumeNodes(server.db, plan, now(), random)).filter(
    ({ plan }) => plan.group.key === key,
  )
  const updating = await server.db
    .selectFrom('instance_applications')
    .select('instance_id')
    .where('update_in_progress', '=', true)
    .execute()
  const ids = new Set(updating.map(({ instance_id }) => instance_id))
  const isIdle = ({ plan }: ResumedNode) => Number(!ids.has(plan.machine.id))
  return new LiveFleet(nodes.toSorted((a, b) => isIdle(a) - isIdle(b)).slice(0, most), start, send, random)
}

/** Advances the test's clock in small steps. */
async function live(fleet: LiveFleet, time: number, step = 5 * SECOND_MS): Promise<void> {
  const end = now() + time
  while (now() < end) {
    server.clock.advance(step)
    while (fleet.sendDue(now)) await fleet.settle()
  }
}

async function groupId(track: string, arch: 1 | 2): Promise<string> {
  const { id } = await server.db
    .selectFrom('groups')
    .innerJoin('channels', 'channels.id', 'groups.channel_id')
    .select('groups.id')
    .where('groups.track', '=', track)
    .where('channels.arch', '=', arch)
    .executeTakeFirstOrThrow()
  return id
}

/** The number of history entries with the status after `since`. */
async function countSince(group: string, status: number, since: Date): Promise<number> {
  const { count } = await server.db
    .selectFrom('instance_status_history')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('group_id', '=', group)
    .where('status', '=', status)
    .where('created_ts', '>', since)
    .executeTakeFirstOrThrow()
  return Number(count)
}

const unfinished = (group: string) =>
  server.db
    .selectFrom('instance_applications')
    .select('instance_id')
    .where('group_id', '=', group)
    .where('update_in_progress', '=', true)
    .execute()

/** As the dashboard does. */
async function changePolicy(group: string, overrides: object): Promise<void> {
  const url = `/api/apps/${FLATCAR_APPLICATION_ID}/groups/${group}`
  const headers = { host: 'localhost' }
  const before = (await server.app.inject({ url, headers })).json<object>()
  const response = await server.app.inject({
    method: 'PUT',
    url,
    headers,
    payload: { ...before, ...overrides },
  })
  expect(response.statusCode).toBe(200)
}

// It uses the server as nodes do, whichever its database is; PostgreSQL takes a third of the time.
describe.skipIf(inject('testDatabase').kind === 'embedded')('the live fleet', () => {
  // The tests share one demo: each has a group of its own, and only the last one advances the clock by days.
  beforeAll(async () => {
    server = await createUpdateServer()
    await seedFlatcar(server)
    start = server.clock.now().getTime()
    await prepareDemo({ context: server, seed: SEED, log: () => {} })
  })
  afterAll(() => server.close())

  test('a pause, a resume and a higher limit apply from the next check on', async () => {
    const beta = await groupId('beta', 1)
    const fleet = await resume('beta-amd64', 100)
    const began = server.clock.now()
    await live(fleet, 4 * MINUTE_MS)
    expect(await countSince(beta, updateGranted, began)).toBeGreaterThan(0)
    expect((await unfinished(beta)).length).toBeLessThanOrEqual(4)

    await changePolicy(beta, { policy_updates_enabled: false })
    const paused = server.clock.now()
    await live(fleet, 5 * MINUTE_MS)
    expect(await countSince(beta, updateGranted, paused)).toBe(0)
    expect(await countSince(beta, complete, paused)).toBeGreaterThan(0)

    await changePolicy(beta, { policy_updates_enabled: true, policy_max_updates_per_period: 20 })
    const resumed = server.clock.now()
    await live(fleet, 1.2 * MINUTE_MS)
    expect(await countSince(beta, updateGranted, resumed)).toBe(20)
  })

  test('nodes keep their addresses and the aliases that a visitor sets', async () => {
    const [node] = plan.nodes.filter(({ group }) => group.key === 'edge-arm64')
    const id = node?.machine.id ?? ''
    const headers = { host: 'localhost' }
    const payload = { alias: 'mine' }
    await server.app.inject({ method: 'PUT', url: `/api/instances/${id}`, headers, payload })
    await live(await resume('edge-arm64', 60), 7 * MINUTE_MS, 20 * SECOND_MS)
    const row = await server.db
      .selectFrom('instances')
      .innerJoin('instance_applications as n', 'n.instance_id', 'instances.id')
      .select(['ip', 'alias', 'last_check_for_updates'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(row).toMatchObject({ ip: node?.machine.ip, alias: 'mine' })
    expect(row.last_check_for_updates.getTime()).toBeGreaterThan(start)
  })

  test('nodes that are off don’t check in', async () => {
    const alpha = await groupId('alpha', 1)
    const offset = now() - start
    const members = plan.nodes.filter(({ group }) => group.key === 'alpha-amd64')
    const away = members.filter(
      ({ machine }) => isAbsent(machine, offset) && isAbsent(machine, offset + DAY_MS),
    )
    expect(away.length).toBeGreaterThan(0)
    const lastSeen = () =>
      server.db
        .selectFrom('instance_applications')
        .select(['instance_id', 'last_check_for_updates'])
        .where('group_id', '=', alpha)
        .where(
          'instance_id',
          'in',
          away.map(({ machine }) => machine.id),
        )
        .orderBy('instance_id')
        .execute()
    const before = await lastSeen()
    await live(await resume('alpha-amd64', 150), 2 * MINUTE_MS, 20 * SECOND_MS)
    expect(await lastSeen()).toEqual(before)
  })

  test('safe mode holds a resumed group again, because the timed-out updates remain', async () => {
    const alpha = await groupId('alpha', 2)
    const fleet = await resume('alpha-arm64', 60)
    await live(fleet, MINUTE_MS)
    await changePolicy(alpha, { policy_updates_enabled: true })
    const resumed = server.clock.now()
    await live(fleet, 2 * MINUTE_MS)
    expect(await countSince(alpha, updateGranted, resumed)).toBe(0)
    const group = await server.db
      .selectFrom('groups')
      .selectAll()
      .where('id', '=', alpha)
      .executeTakeFirstOrThrow()
    expect(group.policy_updates_enabled).toBe(false)
    expect(group.brake_tripped_ts?.getTime()).toBeGreaterThan(resumed.getTime())
  })

  test('nodes that fail to reach the server repeat their request a minute later', async () => {
    let isReachable = false
    const reached = new Set<NodePlan>()
    const send = sendTo(server.app)
    const fleet = await resume('edge-amd64', 20, async (node, request) => {
      if (!isReachable) throw new Error('the server is unreachable')
      reached.add(node)
      return send(node, request)
    })
    await live(fleet, 2 * MINUTE_MS)
    expect(reached.size).toBe(0)
    isReachable = true
    await live(fleet, 1.2 * MINUTE_MS)
    expect(reached.size).toBeGreaterThan(15)
  })

  test('nodes complete their updates after the server was off for days', async () => {
    const stable = await groupId('stable', 1)
    const before = await unfinished(stable)
    expect(before.length).toBeGreaterThan(5)
    server.clock.advance(4 * DAY_MS)
    await changePolicy(stable, { policy_updates_enabled: false })
    const back = server.clock.now()
    await live(await resume('stable-amd64', before.length), 15 * MINUTE_MS)
    expect(await unfinished(stable)).toEqual([])
    expect(await countSince(stable, complete, back)).toBe(before.length)
    expect(await countSince(stable, error, back)).toBe(0)
  })
})
