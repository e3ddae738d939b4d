import { HOUR_MS } from '#contract/time-units.ts'
import { groupPausesSchema } from '#contract/group-pause.ts'
import { expect, test } from 'vitest'
import { createProxyApp } from '#server/app.ts'
import { applicationForEachTest, serverForEachTest } from '#server/testing/for-each-test.ts'
import { sendWrite } from '#server/testing/read-audit-log.ts'
import { requestJson, sendRequest } from '#server/testing/rest-client.ts'
import { groupBody, NO_ID } from '#server/testing/rest-world.ts'
import { createTestDatabase } from '#server/testing/test-database.ts'

const server = serverForEachTest()
const kiosk = applicationForEachTest(server)

const pauses = async (app = server.app) =>
  (await requestJson(app, groupPausesSchema, 'GET', '/platte/pauses')).pauses

const on = groupBody({ policy_updates_enabled: true })
const off = groupBody({ policy_updates_enabled: false })
const write = (groupId: string, body: object, reason = '') =>
  sendWrite(server.app, 'PUT', `${kiosk.url}/groups/${groupId}`, body, { reason })

test('a pause has who made it, when and why, whatever was edited since', async () => {
  const group = await kiosk.addGroup(on)
  expect(await pauses()).toEqual([])
  const paused_ts = server.clock.now().toISOString()
  await write(group.id, off, 'registry outage')
  server.clock.advance(HOUR_MS)
  await write(group.id, { ...off, description: 'Shops' }, 'typo')
  await write(group.id, { ...on, channel_id: NO_ID }, 'refused')
  expect(await pauses()).toEqual([
    { group_id: group.id, paused_ts, actor: 'local', reason: 'registry outage' },
  ])
})

test('a group that was resumed is not paused, and one created with updates off is', async () => {
  const resumed = await kiosk.addGroup(on)
  await write(resumed.id, off, 'first')
  await write(resumed.id, on)
  const created = await kiosk.addGroup({ ...off, name: 'Late', track: 'late' })
  expect((await pauses()).map(({ group_id }) => group_id)).toEqual([created.id])
})

test('in front of another update server, its pauses through Platte are listed, and no others', async () => {
  const own = await createTestDatabase()
  const url = await server.app.listen({ port: 0, host: '127.0.0.1' })
  const front = await createProxyApp(url, { db: own.db, clock: server.clock })
  try {
    const direct = await kiosk.addGroup(on)
    await write(direct.id, off, 'past Platte')
    const group = await kiosk.addGroup({ ...on, name: 'Late', track: 'late' })
    const late = { ...off, name: 'Late', track: 'late' }
    const path = `${kiosk.url}/groups/${group.id}`
    expect((await sendRequest(front, 'PUT', path, late)).statusCode).toBe(200)
    expect((await pauses(front)).map(({ group_id, reason }) => [group_id, reason])).toEqual([[group.id, '']])
  } finally {
    await front.close()
    await own.close()
  }
})
