import { expect, test } from 'vitest'
import { ACTIVITY_CLASS, ACTIVITY_SEVERITY, activityPageSchema } from '#contract/activity.ts'
import { MINUTE_MS } from '#contract/time-units.ts'
import { recordActivity } from './record-activity.ts'
import { serverForEachTest, worldForEachTest } from '#server/testing/for-each-test.ts'
import { sendOmaha } from '#server/testing/omaha-node.ts'
import { requestJson } from '#server/testing/rest-client.ts'

const server = serverForEachTest()
const world = worldForEachTest(server)

const readActivity = async (query = '') => {
  const span = 'start=2026-01-01T00:00:00Z&end=2026-12-31T00:00:00Z'
  const path = `/api/activity?${span}${query}`
  return (await requestJson(server.app, activityPageSchema, 'GET', path)).activities ?? []
}

async function failUpdate(machine: string, code: number, attributes = '') {
  await sendOmaha(server.app, { machine, version: '1.0.0', attributes })
  server.clock.advance(MINUTE_MS)
  await sendOmaha(server.app, { machine, version: '1.0.0', attributes, events: [[3, 0, '1.0.0', code]] })
}

test('entries have the alias of their node and the code of its failure only where they are asked for', async () => {
  await failUpdate('n1', 9, 'machinealias="rack 7"')
  await failUpdate('n2', 37)
  const detailed = await readActivity('&severity=4&details=1')
  expect(detailed).toMatchObject([
    { instance_id: 'n2', instance_alias: '', error_code: '37' },
    { instance_id: 'n1', instance_alias: 'rack 7', error_code: '9' },
  ])
  const [started] = await readActivity('&severity=2&details=1')
  expect(started).toMatchObject({ class: 2, error_code: null })
  for (const entry of await readActivity()) {
    expect(entry).not.toHaveProperty('instance_alias')
    expect(entry).not.toHaveProperty('error_code')
    expect(entry).not.toHaveProperty('channel_arch')
  }
})

test('a change of a channel’s package has the channel’s arch where details are asked for', async () => {
  const { application_id, channel_id } = world
  const changed = { class: ACTIVITY_CLASS.channelPackageUpdated, severity: ACTIVITY_SEVERITY.info }
  await recordActivity(
    server.db,
    { application_id, channel_id, version: '2.0.0', ...changed },
    server.clock.now(),
  )
  const [entry] = await readActivity('&details=1')
  expect(entry).toMatchObject({ channel_name: 'stable', channel_arch: 1 })
})
