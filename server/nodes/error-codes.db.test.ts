import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { ERROR_CODE_CASES } from '#contract/error-code-cases.ts'
import { errorCodesSchema, instancePageSchema } from '#contract/instance.ts'
import { DAY_MS, HOUR_MS } from '#contract/time-units.ts'
import { addHistory, addNodes } from '#server/testing/fleet-rows.ts'
import { serverForEachTest, worldForEachTest } from '#server/testing/for-each-test.ts'
import { requestJson } from '#server/testing/rest-client.ts'
import { isRollbackError, withoutFlags } from './error-code-queries.ts'

const server = serverForEachTest()
const world = worldForEachTest(server)
const ago = (milliseconds: number) => new Date(server.clock.now().getTime() - milliseconds)
/** As nodes send it that use another update server than Flatcar's: with a flag. */
const FLAGGED_9 = String(2 ** 28 + 9)

beforeEach(async () => {
  const ids = ['flagged', 'plain', 'other', 'uncoded', 'recovered', 'fine']
  await addNodes(
    server.db,
    world,
    server.clock.now(),
    ids.map((id) => ({ id })),
  )
  const failed = { status: 3, version: '2.0.0', created_ts: ago(HOUR_MS) }
  await addHistory(server.db, world, [
    { instance_id: 'plain', ...failed, error_code: '37', created_ts: ago(DAY_MS) },
    { instance_id: 'flagged', ...failed, error_code: FLAGGED_9 },
    { instance_id: 'plain', ...failed, error_code: '9' },
    { instance_id: 'other', ...failed, error_code: '37' },
    { instance_id: 'uncoded', ...failed },
    { instance_id: 'recovered', ...failed, error_code: '9' },
    { instance_id: 'recovered', status: 4, version: '2.0.0', created_ts: ago(0) },
  ])
})

async function list(query: Record<string, string>) {
  const all = { duration: '30d', status: '0', perpage: '50', sortFilter: '0', sortOrder: '0', ...query }
  const path = `/api/apps/${world.application_id}/groups/${world.group_id}/instances?${new URLSearchParams(all).toString()}`
  return requestJson(server.app, instancePageSchema, 'GET', path)
}

test.each(['0', '2'])(
  'a list has the nodes whose latest update failed with a code, in order %s',
  async (sortFilter) => {
    const { instances, total } = await list({ error_code: '9', errors: '1', sortFilter })
    expect(total).toBe(2)
    expect(instances?.map(({ id, application }) => [id, application.error_code])).toEqual([
      ['flagged', FLAGGED_9],
      ['plain', '9'],
    ])
    expect((await list({ error_code: '', sortFilter })).instances?.map(({ id }) => id)).toEqual(['uncoded'])
    expect((await list({ error_code: '9', searchFilter: 'id', searchValue: 'pla', sortFilter })).total).toBe(
      1,
    )
  },
)

test('a list has error codes only where the request has errors=1', async () => {
  const codes = (await list({ errors: '1' })).instances?.map(({ application }) => application.error_code)
  expect(codes).toEqual([null, FLAGGED_9, '37', '9', null, ''])
  for (const { application } of (await list({})).instances ?? [])
    expect(application).not.toHaveProperty('error_code')
})

test('nodes are counted by the code of their latest failed update, without its flags', async () => {
  const { errors } = await requestJson(server.app, errorCodesSchema, 'GET', '/platte/error-codes')
  const group = { application_id: world.application_id, group_id: world.group_id }
  const latest_ts = ago(HOUR_MS).toISOString()
  expect(errors).toEqual([
    { ...group, error_code: '9', nodes: 2, latest_ts },
    { ...group, error_code: '', nodes: 1, latest_ts },
    { ...group, error_code: '37', nodes: 1, latest_ts },
  ])
})

/** What the queries make of a code. */
const readInSql = (code: string | null) => {
  const sent = sql<string | null>`${code}::text`
  return sql`select ${withoutFlags(sent)} as base, ${isRollbackError(sent)} as "isRollback"`
}

test('queries read every error code as the contract does', async () => {
  for (const { sent, ...read } of ERROR_CODE_CASES)
    expect([sent, (await readInSql(sent).execute(server.db)).rows]).toEqual([sent, [read]])
  expect((await readInSql(null).execute(server.db)).rows).toEqual([{ base: null, isRollback: false }])
})
