import { once } from 'node:events'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { platteStatusSchema } from '#contract/platte.ts'
import { serverConfigSchema } from '#contract/server-config.ts'
import { createProxyApp } from '#server/app.ts'
import { createUpdateServer, type UpdateServer } from '#server/testing/update-server.ts'

let server: UpdateServer
beforeEach(async () => {
  server = await createUpdateServer()
})
afterEach(() => server.close())

const created = async (app: FastifyInstance, name: string) =>
  app.inject({ method: 'POST', url: '/api/apps', payload: { name, description: '' } })

async function createGroup(updatesEnabled: boolean): Promise<{ application_id: string; group_id: string }> {
  const application_id = (await created(server.app, 'Kiosk OS')).json<{ id: string }>().id
  const answer = await server.app.inject({
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
  return { application_id, group_id: answer.json<{ id: string }>().id }
}

const tripBrake = (groupId: string) =>
  server.db
    .updateTable('groups')
    .set({ brake_tripped_ts: server.clock.now(), brake_updates_timed_out: 2, brake_limit: 1 })
    .where('id', '=', groupId)
    .execute()

const status = async () => platteStatusSchema.parse((await server.app.inject('/platte/status')).json())

describe('/platte/status', () => {
  test('knows the groups that safe mode holds', async () => {
    const group = await createGroup(false)
    expect(await status()).toMatchObject({ demo: false, update_server: null, safe_mode_brakes: [] })
    await tripBrake(group.group_id)
    expect((await status()).safe_mode_brakes).toEqual([
      { ...group, tripped_ts: server.clock.now().toISOString(), updates_timed_out: 2, limit: 1 },
    ])
  })

  test('forgets the brake where updates are on again', async () => {
    const { group_id } = await createGroup(true)
    await tripBrake(group_id)
    expect((await status()).safe_mode_brakes).toEqual([])
  })

  test('says that the nodes are simulated', async () => {
    await server.db.insertInto('settings').values({ key: 'demo', value: 'true' }).execute()
    expect((await status()).demo).toBe(true)
  })
})

test('/config lets everybody in, and names our version', async () => {
  const config = serverConfigSchema.parse((await server.app.inject('/config')).json())
  expect(config.auth_mode).toBe('noop')
  expect(config.nebraska_version).toMatch(/^\d+\.\d+\.\d+$/)
})

describe('/health', () => {
  test('is OK by any name of the host', async () => {
    const answer = await server.app.inject({ url: '/health', headers: { host: '10.1.2.3' } })
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8')
    expect(answer.body).toBe('OK')
  })

  test('is a refusal where the database is too busy to answer', async () => {
    const released = new AbortController()
    const isReleased = once(released.signal, 'abort')
    const held = Array.from({ length: 8 }, () => server.db.connection().execute(() => isReleased))
    const answer = await server.app.inject('/health')
    expect(answer.statusCode).toBe(503)
    expect(answer.json()).toEqual({
      error: 'database-unavailable',
      message: 'The database does not answer in time; the server’s log may say why.',
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

  test('what is written through it is written there, and reads alike', async () => {
    const answer = await front.inject({
      method: 'POST',
      url: '/api/apps',
      headers: { host: 'platte.example.com', origin: 'https://platte.example.com' },
      payload: { name: 'Kiosk OS', description: 'Kiosks' },
    })
    expect(answer.statusCode).toBe(200)
    for (const url of ['/api/apps', '/api/apps/', '/config', '/health']) {
      const [through, straight] = [await front.inject(url), await server.app.inject(url)]
      expect(through.statusCode).toBe(200)
      expect(through.body).toBe(straight.body)
      expect(through.headers['content-type']).toBe(straight.headers['content-type'])
    }
  })

  test('its refusals come through', async () => {
    await created(front, 'Kiosk OS')
    const again = await created(front, 'Kiosk OS')
    expect(again.statusCode).toBe(409)
    expect(again.json()).toEqual((await created(server.app, 'Kiosk OS')).json())
  })
})
