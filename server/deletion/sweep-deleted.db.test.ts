import { sql } from 'kysely'
import { beforeEach, expect, inject, test } from 'vitest'
import { applicationSchema } from '#contract/application.ts'
import { platteStatusSchema } from '#contract/platte-status.ts'
import { addHistory, addNodes } from '#server/testing/fleet-rows.ts'
import { serverForEachTest, worldForEachTest } from '#server/testing/for-each-test.ts'
import { sendOmaha } from '#server/testing/omaha-node.ts'
import { requestHttpError, requestJson, sendRequest } from '#server/testing/rest-client.ts'
import { groupBody } from '#server/testing/rest-world.ts'
import { sweepDeleted } from './sweep-deleted.ts'

const server = serverForEachTest()
const world = worldForEachTest(server)
beforeEach(async () => {
  const now = server.clock.now()
  const granted = { last_update_granted_ts: now, last_update_version: '2.0.0' }
  await addNodes(server.db, world, now, [
    { id: 'one', ...granted },
    { id: 'two', ...granted },
  ])
  await addHistory(server.db, world, [
    { instance_id: 'one', status: 4, version: '1.0.0', created_ts: new Date(now.getTime() - 1000) },
    { instance_id: 'one', status: 4, version: '1.1.0', created_ts: now },
  ])
})

/** As the server leaves a large group when it answers: nothing is swept yet. */
const markGroup = () =>
  server.db
    .updateTable('all_groups')
    .set({ deleted_ts: server.clock.now() })
    .where('id', '=', world.group_id)
    .execute()

const groupsUrl = () => `/api/apps/${world.application_id}/groups`

async function countLeft(): Promise<number> {
  const tables = [
    'instance_status_history',
    'version_spells',
    'node_counts',
    'history_counts',
    'version_spell_counts',
  ]
  const counts = tables.map(
    (table) => sql`select count(*) from ${sql.table(table)} where group_id = ${world.group_id}`,
  )
  const { rows } = await sql<{ left: number }>`
    select (${sql.join(
      counts.map((count) => sql`(${count})`),
      sql` + `,
    )} + (
      select count(*) from instance_applications where ${world.group_id} in (group_id, granted_group_id)
    ) + (select count(*) from all_groups where id = ${world.group_id}))::int as left`.execute(server.db)
  return rows[0]?.left ?? -1
}

test('nobody finds a deleted group, though its nodes and its history are still there', async () => {
  await markGroup()
  expect(await countLeft()).toBeGreaterThan(5)
  expect(await requestHttpError(server.app, 'GET', `${groupsUrl()}/${world.group_id}`)).toMatchObject({
    status: 404,
  })
  const url = `/api/apps/${world.application_id}`
  expect(await requestJson(server.app, applicationSchema, 'GET', url)).toMatchObject({
    groups: null,
    instances: { count: 2 },
  })
  const { status } = await sendOmaha(server.app, { machine: 'one', version: '1.0.0' })
  expect(status).toBe('error-failedToRetrieveUpdatePackageInfo')
  expect(await requestJson(server.app, platteStatusSchema, 'GET', '/platte/status')).toMatchObject({
    deletions: [{ subject: 'group', name: 'stable', nodes_left: 2 }],
  })
})

test('a group of the same name and track takes the nodes before the sweep, which leaves them alone', async () => {
  await markGroup()
  const body = groupBody({ name: 'stable', track: 'stable', channel_id: world.channel_id })
  expect((await sendRequest(server.app, 'POST', groupsUrl(), body)).statusCode).toBe(200)
  await sendOmaha(server.app, { machine: 'one', version: '1.0.0' })
  expect(await sweepDeleted(server.db)).toBe(true)
  expect(await countLeft()).toBe(0)
  const nodes = await server.db
    .selectFrom('instance_applications')
    .select(['instance_id', 'group_id'])
    .execute()
  const groupOf = new Map(nodes.map(({ instance_id, group_id }) => [instance_id, group_id]))
  expect(groupOf.get('one')).toMatch(/^[0-9a-f-]{36}$/)
  expect(groupOf.get('two')).toBeNull()
  const kept = () => sql`select * from node_counts where nodes <> 0 order by version`.execute(server.db)
  const before = await kept()
  await sql`select rebuild_kept_counts()`.execute(server.db)
  expect((await kept()).rows).toEqual(before.rows)
})

test('a sweep whose time is over leaves what takes several parts to the next one', async () => {
  await markGroup()
  const now = server.clock.now()
  const many = Array.from({ length: 2000 }, (_, n) => ({ id: `node-${n}` }))
  await addNodes(server.db, world, now, many)
  expect(await sweepDeleted(server.db, { forMs: 0 })).toBe(false)
  const left = await countLeft()
  expect(left).toBeGreaterThan(0)
  expect(left).toBeLessThan(100)
  expect(await sweepDeleted(server.db)).toBe(true)
  expect(await countLeft()).toBe(0)
})

test('an answered deletion leaves nothing of a small application', async () => {
  const url = `/api/apps/${world.application_id}`
  expect((await sendRequest(server.app, 'DELETE', url)).statusCode).toBe(204)
  expect(await countLeft()).toBe(0)
  for (const table of ['all_applications', 'channels', 'packages', 'instance_applications'] as const)
    expect(
      await server.db
        .selectFrom(table)
        .select(sql<number>`1`.as('row'))
        .execute(),
    ).toEqual([])
})

test.skipIf(inject('testDatabase').kind === 'embedded')(
  'two processes sweep at the same time, and a node that checks in meanwhile waits for neither',
  async () => {
    await markGroup()
    const checkIn = sendOmaha(server.app, { machine: 'two', version: '1.0.0' })
    await Promise.all([sweepDeleted(server.db), sweepDeleted(server.db), checkIn])
    await sweepDeleted(server.db)
    expect(await countLeft()).toBe(0)
  },
)
