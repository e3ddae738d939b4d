import { expect, onTestFinished, test } from 'vitest'
import { createApp } from '#server/app.ts'
import { listenForMetrics, loadMetrics } from '#server/listen-for-metrics.ts'
import { addNodes } from '#server/testing/fleet-rows.ts'
import { serverForEachTest, worldForEachTest } from '#server/testing/for-each-test.ts'
import { sendRequest } from '#server/testing/rest-client.ts'

const server = serverForEachTest()
const world = worldForEachTest(server)

async function openMetrics() {
  const metrics = await loadMetrics(server)
  const app = await createApp(server, { onAnswered: metrics.observeRequest })
  const { port, stop } = await listenForMetrics(metrics, { host: '127.0.0.1', port: 0 })
  onTestFinished(async () => {
    await stop()
    await app.close()
  })
  const ask = (path = '/metrics', method = 'GET') => fetch(`http://127.0.0.1:${port}${path}`, { method })
  return { app, ask }
}

/** The value of the one sample whose line has all of `parts`. */
async function sample(ask: () => Promise<Response>, ...parts: string[]): Promise<number | undefined> {
  const lines = (await (await ask()).text()).split('\n').filter((line) => !line.startsWith('#'))
  const found = lines.filter((line) => parts.every((part) => line.includes(part)))
  expect(found.length).toBeLessThanOrEqual(1)
  return found[0] === undefined ? undefined : Number(found[0].split(' ').at(-1))
}

const ofGroup = () => `group_id="${world.group_id}"`

test('each group’s nodes are counted by status, and those on its target version', async () => {
  await addNodes(server.db, world, server.clock.now(), [
    { id: 'a', status: 4, version: '2.0.0' },
    { id: 'b', status: 3, version: '1.0.0' },
    { id: 'c', status: 3, version: '1.0.0' },
    { id: 'd', status: null, version: '1.0.0' },
  ])
  const { ask } = await openMetrics()
  expect(await sample(ask, 'platte_group_nodes{', ofGroup(), 'status="error"')).toBe(2)
  expect(await sample(ask, 'platte_group_nodes{', ofGroup(), 'status="complete"')).toBe(1)
  expect(await sample(ask, 'platte_group_nodes{', ofGroup(), 'status="no_report"')).toBe(1)
  expect(await sample(ask, 'platte_group_nodes_on_target{', ofGroup())).toBe(1)
  expect(await sample(ask, 'platte_fleet_readable')).toBe(1)
})

test('a paused group is distinguished from one that safe mode stopped, and a deleted one leaves no series', async () => {
  const { ask } = await openMetrics()
  const setGroup = (values: { policy_updates_enabled: boolean; brake_tripped_ts: Date | null }) =>
    server.db.updateTable('groups').set(values).where('id', '=', world.group_id).execute()
  const states = async () => [
    await sample(ask, 'platte_group_paused', ofGroup()),
    await sample(ask, 'platte_group_stopped_by_safe_mode', ofGroup()),
  ]
  await setGroup({ policy_updates_enabled: false, brake_tripped_ts: null })
  expect(await states()).toEqual([1, 0])
  await setGroup({ policy_updates_enabled: false, brake_tripped_ts: server.clock.now() })
  expect(await states()).toEqual([0, 1])
  await server.db.deleteFrom('groups').where('id', '=', world.group_id).execute()
  expect(await states()).toEqual([undefined, undefined])
})

test('requests are timed by the pattern of their route, whatever ids they name', async () => {
  const { app, ask } = await openMetrics()
  await sendRequest(app, 'GET', `/api/apps/${world.application_id}`)
  await sendRequest(app, 'GET', '/api/apps/00000000-0000-4000-8000-000000000000')
  await sendRequest(app, 'GET', '/no-such-page')
  const count = (...parts: string[]) => sample(ask, 'platte_http_request_duration_seconds_count', ...parts)
  expect(await count('route="/api/apps/:', 'status="200"')).toBe(1)
  expect(await count('route="/api/apps/:', 'status="400"')).toBe(1)
  const text = await (await ask()).text()
  expect(text).not.toContain(world.application_id)
  expect(text).not.toContain('no-such-page')
})

test('a database that fails leaves the metrics of the process, and says so', async () => {
  const { ask } = await openMetrics()
  await server.db.schema.alterTable('node_counts').renameTo('node_counts_away').execute()
  try {
    expect(await sample(ask, 'platte_fleet_readable')).toBe(0)
    expect(await sample(ask, 'platte_group_paused', ofGroup())).toBeUndefined()
  } finally {
    await server.db.schema.alterTable('node_counts_away').renameTo('node_counts').execute()
  }
  expect(await sample(ask, 'process_resident_memory_bytes')).toBeGreaterThan(0)
})

test.each([
  ['/', 'GET', 404],
  ['//', 'GET', 404],
  ['/api/apps', 'GET', 404],
  ['/metrics', 'POST', 405],
])('%s is not answered to %s there', async (path, method, status) => {
  const { ask } = await openMetrics()
  expect((await ask(path, method)).status).toBe(status)
})
