import { DAY_MS } from '#contract/time-units.ts'
import { expect, test } from 'vitest'
import { instanceStatsSchema, versionBreakdownSchema } from '#contract/group-statistics.ts'
import { addNodes } from '#server/testing/fleet-rows.ts'
import { serverForEachTest, worldForEachTest } from '#server/testing/for-each-test.ts'
import { requestJson, requestHttpError } from '#server/testing/rest-client.ts'
import { NO_ID } from '#server/testing/rest-world.ts'

const server = serverForEachTest()
const world = worldForEachTest(server)

const url = (rest: string) => `/api/apps/${world.application_id}/groups/${world.group_id}/${rest}`
const nodes = (...rows: Parameters<typeof addNodes>[3]) =>
  addNodes(server.db, world, server.clock.now(), rows)

test('counts nodes by status; one that never reported any is complete at the target', async () => {
  await nodes(
    { id: 'a', status: 2 },
    { id: 'b', status: 8 },
    { id: 'c', status: 8 },
    { id: 'd', status: null },
    { id: 'e', status: null, version: '2.0.0' },
    { id: 'f', status: 4 },
    { id: 'reset', status: 1 },
    { id: 'silent', status: 3, last_check_for_updates: new Date(server.clock.now().getTime() - DAY_MS) },
    { id: '{11111111-2222-3333-4444-555555555555}', status: 3 },
  )
  const path = url('instances_stats?duration=1d')
  expect(await requestJson(server.app, instanceStatsSchema, 'GET', path)).toEqual({
    total: 7,
    undefined: 1,
    update_granted: 1,
    error: 0,
    complete: 2,
    installed: 0,
    downloaded: 0,
    downloading: 0,
    onhold: 2,
  })
  const week = await requestJson(server.app, instanceStatsSchema, 'GET', url('instances_stats?duration=7d'))
  expect(week).toMatchObject({ total: 8, error: 1 })
})

test('an unknown group is a 404 for the status counts and empty for every other statistic', async () => {
  const group = `/api/apps/${world.application_id}/groups/${NO_ID}`
  expect(await requestHttpError(server.app, 'GET', `${group}/instances_stats?duration=1d`)).toMatchObject({
    status: 404,
  })
  expect(await requestJson(server.app, versionBreakdownSchema, 'GET', `${group}/version_breakdown`)).toEqual(
    [],
  )
})

test('the version breakdown is ordered by SemVer, newest first', async () => {
  const versions = ['9.0.0', '10.0.0', '10.0.0', '10.0.0-beta.11', '10.0.0-beta.2', '10.0.0-alpha']
  await nodes(...versions.map((version, n) => ({ id: `node-${n}`, version })))
  const breakdown = await requestJson(server.app, versionBreakdownSchema, 'GET', url('version_breakdown'))
  expect(breakdown.map(({ version }) => version)).toEqual([
    '10.0.0',
    '10.0.0-beta.11',
    '10.0.0-beta.2',
    '10.0.0-alpha',
    '9.0.0',
  ])
  expect(breakdown[0]).toEqual({ version: '10.0.0', instances: 2, percentage: 100 / 3 })
})
