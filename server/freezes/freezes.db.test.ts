import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { freezeListSchema, freezeSchema, type FreezeWrite, frozenGroupSchema } from '#contract/freeze.ts'
import { settingsOfGroup } from '#contract/group-settings.ts'
import type { Group } from '#contract/group.ts'
import { createProxyApp } from '#server/app.ts'
import { answerTo, readHttpError } from '#server/testing/rest-client.ts'
import { createApplication, NO_ID } from '#server/testing/rest-world.ts'
import { createUpdateServer, type UpdateServer } from '#server/testing/update-server.ts'

let server: UpdateServer
let groups: Group[]
beforeEach(async () => {
  server = await createUpdateServer()
  const application = await createApplication(server.app)
  groups = [
    await application.addGroup({ name: 'Shops', track: 'shops' }),
    await application.addGroup({ name: 'Depots', track: 'depots' }),
  ]
})
afterEach(() => server.close())

const bodyOf = (chosen: readonly Group[], over: Partial<FreezeWrite> = {}): FreezeWrite => ({
  reason: 'An incident',
  groups: chosen.map((group) => ({
    application_id: group.application_id,
    group_id: group.id,
    application_name: 'Kiosk OS',
    group_name: group.name,
    before: settingsOfGroup(group),
  })),
  exceptions: [],
  ...over,
})

const FREEZES = '/platte/freezes'
const newUrl = () => `${FREEZES}/${randomUUID()}`
const freeze = (id: string, body = bodyOf(groups)) =>
  answerTo(server.app, freezeSchema, 'PUT', `${FREEZES}/${id}`, body)
const inForce = async () =>
  (await answerTo(server.app, freezeListSchema, 'GET', `${FREEZES}?in_force=true`)).freezes
const groupOf = (index: number): Group => {
  const group = groups[index]
  if (!group) throw new Error('There are two groups.')
  return group
}
const noteOf = (index: number, over: object) => ({
  before: settingsOfGroup(groupOf(index)),
  outcome: 'waiting',
  thaw: null,
  message: null,
  ...over,
})
const urlOf = (id: string, index: number) => `${FREEZES}/${id}/groups/${groupOf(index).id}`
const note = (id: string, index: number, over: object) =>
  answerTo(server.app, frozenGroupSchema, 'PUT', urlOf(id, index), noteOf(index, over))

describe('a freeze', () => {
  test('is kept with every group as it was, before anything is written to one', async () => {
    const id = randomUUID()
    const exceptions = [{ group_id: NO_ID, application_name: 'Kiosk OS', group_name: 'Lab' }]
    const made = await freeze(id, bodyOf(groups, { exceptions }))
    expect(made).toMatchObject({ id, actor: 'local', reason: 'An incident', exceptions, thawed_ts: null })
    expect(made.groups.map(({ group_name, outcome }) => [group_name, outcome])).toEqual([
      ['Shops', 'waiting'],
      ['Depots', 'waiting'],
    ])
    expect(made.groups[0]?.before).toEqual(settingsOfGroup(groupOf(0)))
    expect(await inForce()).toEqual([made])
  })

  test('that is sent twice is one, as it stands', async () => {
    const id = randomUUID()
    await freeze(id)
    await note(id, 0, { outcome: 'paused' })
    const again = await freeze(id)
    expect(again.groups.map(({ outcome }) => outcome)).toEqual(['paused', 'waiting'])
    expect(await inForce()).toHaveLength(1)
  })

  test('is refused while another one is in force, also at the same moment', async () => {
    const answers = await Promise.all(
      [newUrl(), newUrl(), newUrl()].map((url) =>
        server.app.inject({ method: 'PUT', url, payload: bodyOf(groups) }),
      ),
    )
    expect(answers.filter(({ statusCode }) => statusCode === 409)).toHaveLength(2)
    expect(await readHttpError(server.app, 'PUT', newUrl(), bodyOf(groups))).toMatchObject({
      status: 409,
      error: 'freeze-in-force',
    })
  })

  test('is refused without groups, with one twice, with settings that are none, and with too long a reason', async () => {
    const twice = bodyOf([groupOf(0), groupOf(0)])
    const bodies = [
      bodyOf([]),
      twice,
      bodyOf(groups, { reason: 'x'.repeat(501) }),
      { ...bodyOf(groups), groups: bodyOf(groups).groups.map((group) => ({ ...group, before: {} })) },
    ]
    for (const body of bodies)
      expect((await readHttpError(server.app, 'PUT', newUrl(), body)).status).toBe(400)
    expect(await inForce()).toEqual([])
  })

  test('holds as many groups as a large fleet has', async () => {
    const many = Array.from({ length: 1000 }, (_, index) => ({ ...groupOf(0), id: numbered(index) }))
    expect((await freeze(randomUUID(), bodyOf(many))).groups).toHaveLength(1000)
  })
})

const numbered = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

describe('a group of a freeze', () => {
  let id: string
  beforeEach(async () => {
    id = randomUUID()
    await freeze(id)
  })

  test('is told with its settings of the last moment, until it is paused', async () => {
    const before = { ...settingsOfGroup(groupOf(0)), policy_max_updates_per_period: 9 }
    await note(id, 0, { outcome: 'paused', before })
    const later = await note(id, 0, { outcome: 'paused', thaw: 'restored' })
    expect(later).toMatchObject({ before, outcome: 'paused', thaw: 'restored' })
  })

  test('stays paused where another browser finds it off', async () => {
    await note(id, 0, { outcome: 'paused' })
    const off = { ...settingsOfGroup(groupOf(0)), policy_updates_enabled: false }
    expect(
      await readHttpError(server.app, 'PUT', urlOf(id, 0), noteOf(0, { outcome: 'was-off', before: off })),
    ).toMatchObject({ status: 409, error: 'paused-already' })
    // The other way round the one who has paused it knows better.
    await note(id, 1, { outcome: 'was-off', before: off })
    expect(await note(id, 1, { outcome: 'paused' })).toMatchObject({
      outcome: 'paused',
      before: { policy_updates_enabled: true },
    })
  })

  test('that isn’t one of it, or of no freeze at all, is not there', async () => {
    const unknown = `${FREEZES}/${id}/groups/${NO_ID}`
    expect((await readHttpError(server.app, 'PUT', unknown, noteOf(0, {}))).status).toBe(404)
    expect((await readHttpError(server.app, 'PUT', urlOf(NO_ID, 0), noteOf(0, {}))).status).toBe(404)
  })

  test('keeps the freeze in force until it is thawed, with all the others', async () => {
    const close = `${FREEZES}/${id}/thawed`
    await note(id, 0, { outcome: 'paused' })
    await note(id, 1, { outcome: 'was-off' })
    expect(await readHttpError(server.app, 'POST', close)).toMatchObject({ status: 409, error: 'not-thawed' })
    await note(id, 0, { outcome: 'paused', thaw: 'failed', message: 'The server does not answer.' })
    expect((await readHttpError(server.app, 'POST', close)).status).toBe(409)
    await note(id, 0, { outcome: 'paused', thaw: 'restored' })
    const closed = await answerTo(server.app, freezeSchema, 'POST', close)
    expect(closed.thawed_ts).toBe(server.clock.now().toISOString())
    expect(await answerTo(server.app, freezeSchema, 'POST', close)).toEqual(closed)
    expect(await inForce()).toEqual([])
    expect((await answerTo(server.app, freezeListSchema, 'GET', FREEZES)).freezes).toEqual([closed])
    expect((await readHttpError(server.app, 'PUT', urlOf(id, 0), noteOf(0, {}))).error).toBe('thawed-already')
  })
})

test('each server that this process stands in front of has a freeze of its own, with who made it', async () => {
  const context = { db: server.db, clock: server.clock }
  const front = await createProxyApp('http://127.0.0.1:9', context, { trustedProxies: ['127.0.0.1'] })
  await freeze(randomUUID())
  const made = await front.inject({
    method: 'PUT',
    url: newUrl(),
    headers: { 'x-forwarded-user': 'ada' },
    payload: bodyOf(groups),
  })
  expect(made.json()).toMatchObject({ actor: 'ada', reason: 'An incident' })
  const told = freezeListSchema.parse((await front.inject(FREEZES)).json())
  expect(told.freezes.map(({ actor }) => actor)).toEqual(['ada'])
  expect((await inForce()).map(({ actor }) => actor)).toEqual(['local'])
  await front.close()
})
