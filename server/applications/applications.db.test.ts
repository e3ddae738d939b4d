import { DAY_MS } from '#contract/time-units.ts'
import { expect, test } from 'vitest'
import { applicationPageSchema, applicationSchema } from '#contract/application.ts'
import { serverForEachTest } from '#server/testing/for-each-test.ts'
import { requestJson, sendRequest, requestHttpError } from '#server/testing/rest-client.ts'
import { createApplication } from '#server/testing/rest-world.ts'

const server = serverForEachTest()

test('a product id is unique, regardless of letter case', async () => {
  await sendRequest(server.app, 'POST', '/api/apps', { name: 'One', product_id: 'io.example.One' })
  const body = { name: 'Two', product_id: 'IO.EXAMPLE.ONE' }
  expect(await requestHttpError(server.app, 'POST', '/api/apps', body)).toMatchObject({
    status: 409,
    error: 'product-id-taken',
    issues: [{ field: 'product_id' }],
  })
})

test('applications are listed newest first, even those created at the same time', async () => {
  for (const name of ['One', 'Two', 'Three']) await createApplication(server.app, name)
  const { applications } = await requestJson(server.app, applicationPageSchema, 'GET', '/api/apps')
  expect(applications?.map(({ name }) => name)).toEqual(['Three', 'Two', 'One'])
})

test('a clone has its own channels without packages, and groups with updates on', async () => {
  const source = await createApplication(server.app)
  const release = await source.addPackage('1.0.0')
  const channel = await source.addChannel('stable', 1, release.id)
  await source.addGroup({
    name: 'First',
    track: 'first',
    channel_id: channel.id,
    policy_updates_enabled: false,
  })
  await source.addGroup({ name: 'Second', track: 'second', policy_safe_mode: true })
  const url = `/api/apps?clone_from=${source.id}`
  const clone = await requestJson(server.app, applicationSchema, 'POST', url, { name: 'Copy' })
  const [copied] = clone.channels ?? []
  expect(copied).toMatchObject({ application_id: clone.id, name: 'stable', package: null })
  expect(copied?.id).not.toBe(channel.id)
  expect(clone.groups).toMatchObject([
    { name: 'First', track: 'first', channel_id: copied?.id, policy_updates_enabled: true },
    { name: 'Second', track: 'second', channel_id: null, policy_safe_mode: true },
  ])
})

test('no application is created when its source is unknown', async () => {
  const body = { name: 'Copy' }
  expect(await requestHttpError(server.app, 'POST', '/api/apps?clone_from=nonsense', body)).toMatchObject({
    status: 400,
  })
  expect(await server.db.selectFrom('applications').select('name').execute()).toEqual([])
})

test('an application counts its nodes seen in the last 24 hours, and deletes them with itself', async () => {
  const { id, url } = await createApplication(server.app)
  const now = server.clock.now().getTime()
  const seen = { now: 0, today: DAY_MS - 1, yesterday: DAY_MS, '{11111111-2222-3333-4444-555555555555}': 0 }
  for (const [instance_id, ago] of Object.entries(seen)) {
    await server.db.insertInto('instances').values({ id: instance_id, ip: '127.0.0.1' }).execute()
    await server.db
      .insertInto('instance_applications')
      .values({
        instance_id,
        application_id: id,
        group_id: null,
        version: '1.0.0',
        last_check_for_updates: new Date(now - ago),
      })
      .execute()
  }
  expect(await requestJson(server.app, applicationSchema, 'GET', url)).toMatchObject({
    instances: { count: 2 },
  })
  expect(await sendRequest(server.app, 'DELETE', url)).toMatchObject({ statusCode: 204, body: '' })
  expect(await server.db.selectFrom('instance_applications').selectAll().execute()).toEqual([])
})
