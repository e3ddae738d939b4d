import { beforeEach, describe, expect, test } from 'vitest'
import { groupSchema, type GroupWrite } from '#contract/group.ts'
import { applicationForEachTest, serverForEachTest } from '#server/testing/for-each-test.ts'
import { requestJson, sendRequest, requestHttpError } from '#server/testing/rest-client.ts'
import { createApplication, groupBody, NO_ID } from '#server/testing/rest-world.ts'

const server = serverForEachTest()
const application = applicationForEachTest(server)
let groups: string
beforeEach(() => {
  groups = `${application.url}/groups`
})

const replace = (id: string, overrides: Partial<GroupWrite> = {}) =>
  requestJson(server.app, groupSchema, 'PUT', `${groups}/${id}`, groupBody(overrides))

describe('two groups with the same track', () => {
  test('are refused for one arch, with the name of the other group', async () => {
    const { id: channel_id } = await application.addChannel('stable')
    await application.addGroup({ channel_id })
    const second = groupBody({ name: 'Second', channel_id: (await application.addChannel('beta')).id })
    expect(await requestHttpError(server.app, 'POST', groups, second)).toMatchObject({
      status: 409,
      error: 'track-taken',
      message:
        'The group “Canary” already has the track “canary” for amd64: its nodes would move to this group.',
      issues: [{ field: 'track' }],
    })
  })

  test('are accepted for two arches, and in two applications', async () => {
    await application.addGroup({ channel_id: (await application.addChannel('stable')).id })
    await application.addGroup({ name: 'Arm', channel_id: (await application.addChannel('stable', 2)).id })
    const other = await createApplication(server.app, 'Other OS')
    const group = await other.addGroup({ channel_id: (await other.addChannel('stable')).id })
    expect(group).toMatchObject({ track: 'canary' })
  })

  test('are refused when one is given the track of the other', async () => {
    const { id: channel_id } = await application.addChannel('stable')
    await application.addGroup({ channel_id })
    const { id } = await application.addGroup({ name: 'Second', track: 'second', channel_id })
    const error = await requestHttpError(
      server.app,
      'PUT',
      `${groups}/${id}`,
      groupBody({ name: 'Second', channel_id }),
    )
    expect(error).toMatchObject({ status: 409, error: 'track-taken' })
  })

  test('are refused when one is given a channel of the other’s arch', async () => {
    const { id: channel_id } = await application.addChannel('stable')
    await application.addGroup({ channel_id })
    const { id } = await application.addGroup({ name: 'Adrift' })
    const error = await requestHttpError(
      server.app,
      'PUT',
      `${groups}/${id}`,
      groupBody({ name: 'Adrift', channel_id }),
    )
    expect(error).toMatchObject({ status: 409, error: 'track-taken' })
  })

  test('are refused for all but one of several concurrent requests', async () => {
    const { id: channel_id } = await application.addChannel('stable')
    const bodies = ['One', 'Two', 'Three'].map((name) => groupBody({ name, channel_id }))
    const responses = await Promise.all(bodies.map((body) => sendRequest(server.app, 'POST', groups, body)))
    expect(responses.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1)
    expect(responses.filter(({ statusCode }) => statusCode === 409)).toHaveLength(2)
  })
})

describe('a policy', () => {
  test('keeps an interval verbatim, in any form that PostgreSQL accepts', async () => {
    const { id } = await application.addGroup()
    for (const interval of ['1 hour 30 min', '01:30:00', 'P1DT2H', '1 mon', '  2 days']) {
      const body = { policy_period_interval: interval, policy_update_timeout: interval }
      expect(await replace(id, body)).toMatchObject(body)
    }
  })

  test('refuses an interval that PostgreSQL doesn’t accept as above zero, and stays unchanged', async () => {
    const { id } = await application.addGroup()
    const refused = ['soon', '0 minutes', '-5 minutes', '1 fortnight', '999999999 years', '100000000 years']
    for (const interval of [...refused, 'infinity', '2 days -3 days']) {
      const body = groupBody({ policy_update_timeout: interval })
      expect(await requestHttpError(server.app, 'PUT', `${groups}/${id}`, body)).toMatchObject({
        status: 400,
        issues: [{ field: 'policy_update_timeout' }],
      })
    }
    expect(await requestJson(server.app, groupSchema, 'GET', `${groups}/${id}`)).toMatchObject({
      policy_update_timeout: '60 minutes',
    })
  })

  test('refuses an interval longer than 20 characters', async () => {
    const body = groupBody({ policy_period_interval: '1 day 1 hour 1 second' })
    expect(await requestHttpError(server.app, 'POST', groups, body)).toMatchObject({
      message: 'policy_period_interval can have at most 20 characters.',
    })
  })

  test('accepts any named time zone', async () => {
    const { id } = await application.addGroup()
    for (const zone of ['Europe/Berlin', 'UTC', 'Asia/Calcutta', 'US/Pacific']) {
      const policy = { policy_timezone: zone, policy_office_hours: true }
      expect(await replace(id, policy)).toMatchObject(policy)
    }
  })

  test('has no time zone when the request has an empty one', async () => {
    expect(await application.addGroup({ policy_timezone: '' })).toMatchObject({ policy_timezone: null })
  })

  test('refuses an unknown time zone, and office hours without one', async () => {
    const mars = { policy_timezone: 'Mars/Phobos' }
    for (const overrides of [
      mars,
      { ...mars, policy_office_hours: true },
      { policy_timezone: '', policy_office_hours: true },
    ]) {
      const error = await requestHttpError(server.app, 'POST', groups, groupBody(overrides))
      expect(error).toMatchObject({ status: 400, issues: [{ field: 'policy_timezone' }] })
    }
  })
})

const brakeOf = (id: string) =>
  server.db
    .selectFrom('groups')
    .select(['brake_tripped_ts', 'brake_updates_timed_out', 'brake_limit'])
    .where('id', '=', id)
    .executeTakeFirst()

describe('safe mode’s brake', () => {
  const brake = {
    brake_tripped_ts: new Date('2026-03-04T11:00:00Z'),
    brake_updates_timed_out: 3,
    brake_limit: 2,
  }
  const trip = (id: string) =>
    server.db
      .updateTable('groups')
      .set({ ...brake, policy_updates_enabled: false })
      .where('id', '=', id)
      .execute()

  test('stays when an operator saves the group with updates off', async () => {
    const { id } = await application.addGroup()
    await trip(id)
    await replace(id, { policy_updates_enabled: false, description: 'Look at this' })
    expect(await brakeOf(id)).toEqual(brake)
  })

  test('is released when an operator switches updates on', async () => {
    const { id } = await application.addGroup()
    await trip(id)
    expect(await replace(id)).toMatchObject({ policy_updates_enabled: true })
    expect(await brakeOf(id)).toEqual({
      brake_tripped_ts: null,
      brake_updates_timed_out: null,
      brake_limit: null,
    })
  })

  test('appears in the API only as updates that are off', async () => {
    const group = await application.addGroup()
    await trip(group.id)
    const { body } = await sendRequest(server.app, 'GET', `${groups}/${group.id}`)
    expect(JSON.parse(body)).toEqual({ ...group, policy_updates_enabled: false })
  })
})

test('deleting a group leaves its nodes without one', async () => {
  const { id } = await application.addGroup({ channel_id: (await application.addChannel('stable')).id })
  await server.db.insertInto('instances').values({ id: 'one', ip: '127.0.0.1' }).execute()
  const node = { instance_id: 'one', application_id: application.id, group_id: id, version: '1.0.0' }
  await server.db
    .insertInto('instance_applications')
    .values({ ...node, last_check_for_updates: server.clock.now() })
    .execute()
  expect(await sendRequest(server.app, 'DELETE', `${groups}/${id}`)).toMatchObject({
    statusCode: 204,
    body: '',
  })
  expect(await server.db.selectFrom('instance_applications').select('group_id').execute()).toEqual([
    { group_id: null },
  ])
})

test('an unknown group is a 404 with a message, for any method', async () => {
  for (const method of ['GET', 'PUT', 'DELETE'] as const) {
    const body = method === 'PUT' ? groupBody() : undefined
    expect(await requestHttpError(server.app, method, `${groups}/${NO_ID}`, body)).toMatchObject({
      status: 404,
      error: 'not-found',
      message: `There is no group with the id ${NO_ID}.`,
    })
  }
})
