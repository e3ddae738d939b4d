import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { freezeListSchema, freezeSchema, type FreezeWrite, frozenGroupSchema } from '#contract/freeze.ts'
import { settingsOfGroup } from '#contract/group-settings.ts'
import type { Group } from '#contract/group.ts'
import { createProxyApp } from '#server/app.ts'
import { serverForEachTest } from '#server/testing/for-each-test.ts'
import { requestJson, requestHttpError } from '#server/testing/rest-client.ts'
import { createApplication, NO_ID } from '#server/testing/rest-world.ts'

const server = serverForEachTest()
let groups: Group[]
beforeEach(async () => {
  const application = await createApplication(server.app)
  groups = [
    await application.addGroup({ name: 'Shops', track: 'shops' }),
    await application.addGroup({ name: 'Depots', track: 'depots' }),
  ]
})

const bodyOf = (chosen: readonly Group[], overrides: Partial<FreezeWrite> = {}): FreezeWrite => ({
  reason: 'An incident',
  groups: chosen.map((group) => ({
    application_id: group.application_id,
    group_id: group.id,
    application_name: 'Kiosk OS',
    group_name: group.name,
    before: settingsOfGroup(group),
  })),
  exceptions: [],
  ...overrides,
})

const FREEZES = '/platte/freezes'
const newUrl = () => `${FREEZES}/${randomUUID()}`
const freeze = (id: string, body = bodyOf(groups)) =>
  requestJson(server.app, freezeSchema, 'PUT', `${FREEZES}/${id}`, body)
const inForce = async () =>
  (await requestJson(server.app, freezeListSchema, 'GET', `${FREEZES}?in_force=true`)).freezes
const groupOf = (index: number): Group => {
  const group = groups[index]
  if (!group) throw new Error('There are two groups.')
  return group
}
const updateOf = (index: number, overrides: object) => ({
  before: settingsOfGroup(groupOf(index)),
  outcome: 'waiting',
  thaw: null,
  message: null,
  ...overrides,
})
const urlOf = (id: string, index: number) => `${FREEZES}/${id}/groups/${groupOf(index).id}`
const update = (id: string, index: number, overrides: object) =>
  requestJson(server.app, frozenGroupSchema, 'PUT', urlOf(id, index), updateOf(index, overrides))

describe('a freeze', () => {
  test('is recorded with the settings of every group before any group is written', async () => {
    const id = randomUUID()
    const exceptions = [{ group_id: NO_ID, application_name: 'Kiosk OS', group_name: 'Lab' }]
    const created = await freeze(id, bodyOf(groups, { exceptions }))
    expect(created).toMatchObject({ id, actor: 'local', reason: 'An incident', exceptions, thawed_ts: null })
    expect(created.groups.map(({ group_name, outcome }) => [group_name, outcome])).toEqual([
      ['Shops', 'waiting'],
      ['Depots', 'waiting'],
    ])
    expect(created.groups[0]?.before).toEqual(settingsOfGroup(groupOf(0)))
    expect(await inForce()).toEqual([created])
  })

  test('that is sent twice is recorded once and returned in its current state', async () => {
    const id = randomUUID()
    await freeze(id)
    await update(id, 0, { outcome: 'paused' })
    const again = await freeze(id)
    expect(again.groups.map(({ outcome }) => outcome)).toEqual(['paused', 'waiting'])
    expect(await inForce()).toHaveLength(1)
  })

  test('is refused while another one is in force, also for concurrent requests', async () => {
    const responses = await Promise.all(
      [newUrl(), newUrl(), newUrl()].map((url) =>
        server.app.inject({ method: 'PUT', url, payload: bodyOf(groups) }),
      ),
    )
    expect(responses.filter(({ statusCode }) => statusCode === 409)).toHaveLength(2)
    expect(await requestHttpError(server.app, 'PUT', newUrl(), bodyOf(groups))).toMatchObject({
      status: 409,
      error: 'freeze-in-force',
    })
  })

  test('is refused without groups, with a repeated group, with invalid settings and with too long a reason', async () => {
    const twice = bodyOf([groupOf(0), groupOf(0)])
    const bodies = [
      bodyOf([]),
      twice,
      bodyOf(groups, { reason: 'x'.repeat(501) }),
      { ...bodyOf(groups), groups: bodyOf(groups).groups.map((group) => ({ ...group, before: {} })) },
    ]
    for (const body of bodies)
      expect((await requestHttpError(server.app, 'PUT', newUrl(), body)).status).toBe(400)
    expect(await inForce()).toEqual([])
  })

  test('accepts as many groups as a large fleet has', async () => {
    const many = Array.from({ length: 1000 }, (_, index) => ({ ...groupOf(0), id: numberedId(index) }))
    expect((await freeze(randomUUID(), bodyOf(many))).groups).toHaveLength(1000)
  })
})

const numberedId = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

describe('a group of a freeze', () => {
  let id: string
  beforeEach(async () => {
    id = randomUUID()
    await freeze(id)
  })

  test('keeps the settings that it had when it was paused', async () => {
    const before = { ...settingsOfGroup(groupOf(0)), policy_max_updates_per_period: 9 }
    await update(id, 0, { outcome: 'paused', before })
    const later = await update(id, 0, { outcome: 'paused', thaw: 'restored' })
    expect(later).toMatchObject({ before, outcome: 'paused', thaw: 'restored' })
  })

  test('stays paused when another browser finds it off', async () => {
    await update(id, 0, { outcome: 'paused' })
    const off = { ...settingsOfGroup(groupOf(0)), policy_updates_enabled: false }
    expect(
      await requestHttpError(
        server.app,
        'PUT',
        urlOf(id, 0),
        updateOf(0, { outcome: 'was-off', before: off }),
      ),
    ).toMatchObject({ status: 409, error: 'paused-already' })
    // In the opposite order the browser that paused it is right.
    await update(id, 1, { outcome: 'was-off', before: off })
    expect(await update(id, 1, { outcome: 'paused' })).toMatchObject({
      outcome: 'paused',
      before: { policy_updates_enabled: true },
    })
  })

  test('that is not in the freeze, or in no freeze, is a 404', async () => {
    const unknown = `${FREEZES}/${id}/groups/${NO_ID}`
    expect((await requestHttpError(server.app, 'PUT', unknown, updateOf(0, {}))).status).toBe(404)
    expect((await requestHttpError(server.app, 'PUT', urlOf(NO_ID, 0), updateOf(0, {}))).status).toBe(404)
  })

  test('keeps the freeze in force until all its groups are thawed', async () => {
    const close = `${FREEZES}/${id}/thawed`
    await update(id, 0, { outcome: 'paused' })
    await update(id, 1, { outcome: 'was-off' })
    expect(await requestHttpError(server.app, 'POST', close)).toMatchObject({
      status: 409,
      error: 'not-thawed',
    })
    await update(id, 0, { outcome: 'paused', thaw: 'failed', message: 'The server does not answer.' })
    expect((await requestHttpError(server.app, 'POST', close)).status).toBe(409)
    await update(id, 0, { outcome: 'paused', thaw: 'restored' })
    const closed = await requestJson(server.app, freezeSchema, 'POST', close)
    expect(closed.thawed_ts).toBe(server.clock.now().toISOString())
    expect(closed.thawed_by).toBe('local')
    expect(await requestJson(server.app, freezeSchema, 'POST', close)).toEqual(closed)
    expect(await inForce()).toEqual([])
    expect((await requestJson(server.app, freezeListSchema, 'GET', FREEZES)).freezes).toEqual([closed])
    expect((await requestHttpError(server.app, 'PUT', urlOf(id, 0), updateOf(0, {}))).error).toBe(
      'thawed-already',
    )
  })
})

test('each update server that this process is in front of has its own freezes, with their actor', async () => {
  const context = { db: server.db, clock: server.clock }
  const url = await server.app.listen({ port: 0, host: '127.0.0.1' })
  const front = await createProxyApp(url, context, { trustedProxies: ['127.0.0.1'] })
  await freeze(randomUUID())
  const created = await front.inject({
    method: 'PUT',
    url: newUrl(),
    headers: { 'x-forwarded-user': 'ada' },
    payload: bodyOf(groups),
  })
  expect(created.json()).toMatchObject({ actor: 'ada', reason: 'An incident' })
  const listed = freezeListSchema.parse((await front.inject(FREEZES)).json())
  expect(listed.freezes.map(({ actor }) => actor)).toEqual(['ada'])
  expect((await inForce()).map(({ actor }) => actor)).toEqual(['local'])
  await front.close()
})
