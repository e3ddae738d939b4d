import { once } from 'node:events'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { platteStatusSchema } from '#contract/platte-status.ts'
import { serverConfigSchema } from '#contract/server-config.ts'
import { createProxyApp } from '#server/app.ts'
import { serverForEachTest } from '#server/testing/for-each-test.ts'

const server = serverForEachTest()

const createApplication = async (app: FastifyInstance, name: string) =>
  app.inject({ method: 'POST', url: '/api/apps', payload: { name, description: '' } })

async function createGroup(updatesEnabled: boolean): Promise<{ application_id: string; group_id: string }> {
  const application_id = (await createApplication(server.app, 'Kiosk OS')).json<{ id: string }>().id
  const response = await server.app.inject({
    method: 'POST',
    url: `/api/apps/${application_id}/groups`,
    payload: {
      name: 'Stable',
      track: 'stable',
      policy_updates_enabled: updatesEnabled,
      policy_safe_mode: true,
      policy_office_hours: false,
      policy_timezone: 'Europe/Berlin',
      policy_period_interval: '15 minutes',
      policy_max_updates_per_period: 2,
      policy_update_timeout: '60 minutes',
    },
  })
  return { application_id, group_id: response.json<{ id: string }>().id }
}

const tripBrake = (groupId: string) =>
  server.db
    .updateTable('groups')
    .set({ brake_tripped_ts: server.clock.now(), brake_updates_timed_out: 2, brake_limit: 1 })
    .where('id', '=', groupId)
    .execute()

const status = async () => platteStatusSchema.parse((await server.app.inject('/platte/status')).json())

describe('/platte/status', () => {
  test('lists the groups whose updates safe mode has switched off', async () => {
    const group = await createGroup(false)
    expect(await status()).toMatchObject({ demo: false, update_server: null, safe_mode_brakes: [] })
    await tripBrake(group.group_id)
    expect((await status()).safe_mode_brakes).toEqual([
      { ...group, tripped_ts: server.clock.now().toISOString(), updates_timed_out: 2, limit: 1 },
    ])
  })

  test('does not list a group whose updates are on again', async () => {
    const { group_id } = await createGroup(true)
    await tripBrake(group_id)
    expect((await status()).safe_mode_brakes).toEqual([])
  })

  test('reports that the nodes are simulated', async () => {
    await server.db.insertInto('settings').values({ key: 'demo', value: 'true' }).execute()
    expect((await status()).demo).toBe(true)
  })
})

test('/config needs no sign-in, and has Platte’s version', async () => {
  const config = serverConfigSchema.parse((await server.app.inject('/config')).json())
  expect(config.auth_mode).toBe('noop')
  expect(config.nebraska_version).toMatch(/^\d+\.\d+\.\d+$/)
})

describe('/health', () => {
  test('is OK under any host name', async () => {
    const response = await server.app.inject({ url: '/health', headers: { host: '10.1.2.3' } })
    expect(response.statusCode).toBe(200)
    expect(response.headers['content-type']).toBe('text/plain; charset=utf-8')
    expect(response.body).toBe('OK')
  })

  test('is a 503 where the database is too busy to answer', async () => {
    const released = new AbortController()
    const isReleased = once(released.signal, 'abort')
    const held = Array.from({ length: 8 }, () => server.db.connection().execute(() => isReleased))
    const response = await server.app.inject('/health')
    expect(response.statusCode).toBe(503)
    expect(response.json()).toEqual({
      error: 'database-unavailable',
      message: 'The database does not respond in time; the server’s log may say why.',
    })
    released.abort()
    await Promise.all(held)
    expect((await server.app.inject('/health')).body).toBe('OK')
  })
})

describe('in front of another Platte', () => {
  let front: FastifyInstance
  beforeEach(async () => {
    const address = await server.app.listen({ port: 0, host: '127.0.0.1' })
    front = await createProxyApp(address, server, { publicUrls: ['https://platte.example.com'] })
  })
  afterEach(() => front.close())

  test('a write through the proxy reaches the update server, and reads are the same', async () => {
    const response = await front.inject({
      method: 'POST',
      url: '/api/apps',
      headers: { host: 'platte.example.com', origin: 'https://platte.example.com' },
      payload: { name: 'Kiosk OS', description: 'Kiosks' },
    })
    expect(response.statusCode).toBe(200)
    for (const url of ['/api/apps', '/api/apps/', '/config', '/health']) {
      const [proxied, direct] = [await front.inject(url), await server.app.inject(url)]
      expect(proxied.statusCode).toBe(200)
      expect(proxied.body).toBe(direct.body)
      expect(proxied.headers['content-type']).toBe(direct.headers['content-type'])
    }
  })

  test('errors of the update server are forwarded', async () => {
    await createApplication(front, 'Kiosk OS')
    const again = await createApplication(front, 'Kiosk OS')
    expect(again.statusCode).toBe(409)
    expect(again.json()).toEqual((await createApplication(server.app, 'Kiosk OS')).json())
  })
})
