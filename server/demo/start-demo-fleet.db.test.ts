import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { FLATCAR_APPLICATION_ID } from '#contract/application.ts'
import { seedFlatcar } from '#server/seed/seed-flatcar.ts'
import { createUpdateServer, type UpdateServer } from '#server/testing/update-server.ts'
import { HOUR_MS, MINUTE_MS } from '#contract/time-units.ts'
import { planFleet } from './fleet-plan.ts'
import { prepareDemo } from './prepare-demo.ts'
import { runReleaseTrain } from './release-train.ts'
import { createRestClient, type SendJson } from './rest-client.ts'
import { createOmahaClient } from './omaha-client.ts'
import { startDemoFleet } from './start-demo-fleet.ts'

const SEED = '1'
const plan = planFleet(SEED)

let server: UpdateServer
let baseUrl: string
beforeAll(async () => {
  server = await createUpdateServer()
  await seedFlatcar(server)
  await prepareDemo({ context: server, seed: SEED, log: () => {} })
  baseUrl = await server.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => server.close())

const send: SendJson = async (method, path, body) => {
  const response = await fetch(new URL(path, baseUrl), {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  return { status: response.status, json: () => response.json() }
}
const rest = createRestClient(send)

const channelOf = (track: string, arch: 1 | 2) =>
  server.db
    .selectFrom('channels')
    .innerJoin('packages', 'packages.id', 'channels.package_id')
    .select(['packages.version', 'packages.created_ts'])
    .where('channels.application_id', '=', FLATCAR_APPLICATION_ID)
    .where('channels.name', '=', track)
    .where('channels.arch', '=', arch)
    .executeTakeFirstOrThrow()

const checkedInSince = async (time: Date) => {
  const { count } = await server.db
    .selectFrom('instance_applications')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('last_check_for_updates', '>=', time)
    .executeTakeFirstOrThrow()
  return Number(count)
}

test('a node checks in over HTTP and keeps its address', async () => {
  const node = plan.nodes.find(({ group }) => group.key === 'alpha-arm64')
  if (!node) throw new Error('There is no such node.')
  const client = createOmahaClient(baseUrl)
  const response = await client.send(node, { version: '9999.0.0', ping: true, check: true, event: null })
  client.close()
  expect(response).toEqual({ kind: 'no-update' })
  const machine = await server.db
    .selectFrom('instances')
    .innerJoin('instance_applications as n', 'n.instance_id', 'instances.id')
    .select(['ip', 'version'])
    .where('id', '=', node.machine.id)
    .where('application_id', '=', FLATCAR_APPLICATION_ID)
    .executeTakeFirstOrThrow()
  expect(machine).toEqual({ ip: node.machine.ip, version: '9999.0.0' })
})

test('a completed rollout is followed by a new release, and the next one an hour later', async () => {
  const before = await channelOf('edge', 1)
  expect(await runReleaseTrain(rest, plan.groups, server.clock.now())).toContain('4515.99.1')
  const released = [await channelOf('edge', 1), await channelOf('edge', 2)].filter(
    ({ version }) => version === '4515.99.1',
  )
  expect(released).toHaveLength(1)
  expect(released[0]?.created_ts).toEqual(server.clock.now())
  expect(before.version).toBe('4515.99.0')
  expect(await runReleaseTrain(rest, plan.groups, server.clock.now())).toBeNull()
  server.clock.advance(1.1 * HOUR_MS)
  expect(await runReleaseTrain(rest, plan.groups, server.clock.now())).not.toBeNull()
})

test('the nodes check in until they are stopped', async () => {
  const fleet = await startDemoFleet({ context: server, baseUrl, log: () => {} })
  server.clock.advance(10 * MINUTE_MS)
  const began = server.clock.now()
  await vi.waitFor(async () => expect(await checkedInSince(began)).toBeGreaterThan(20), 20_000)
  await fleet.stop()
  const checkedIn = await checkedInSince(began)
  server.clock.advance(10 * MINUTE_MS)
  await server.app.inject({ url: '/health' })
  expect(await checkedInSince(began)).toBe(checkedIn)
})

test('nodes that fail to reach the server log one line', async () => {
  const log = vi.fn<(line: string) => void>()
  const fleet = await startDemoFleet({ context: server, baseUrl: 'http://127.0.0.1:1', log })
  server.clock.advance(10 * MINUTE_MS)
  await vi.waitFor(() => expect(log).toHaveBeenCalled(), 20_000)
  await fleet.stop()
  expect(log).toHaveBeenCalledTimes(1)
})

test('nothing is simulated without a demo', async () => {
  const other = await createUpdateServer()
  const log = vi.fn<(line: string) => void>()
  const fleet = await startDemoFleet({ context: other, baseUrl: 'http://127.0.0.1:1', log })
  await fleet.stop()
  expect(log).not.toHaveBeenCalled()
  await other.close()
})
