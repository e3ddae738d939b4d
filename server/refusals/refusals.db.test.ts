import { beforeEach, expect, test } from 'vitest'
import { platteStatusSchema } from '#contract/platte-status.ts'
import { MAX_REFUSED, MAX_REFUSED_OF_ADDRESS, refusedCheckInsSchema } from '#contract/refused-check-in.ts'
import { DAY_MS, MINUTE_MS } from '#contract/time-units.ts'
import { serverForEachTest } from '#server/testing/for-each-test.ts'
import { omahaRequestXml, sendOmaha } from '#server/testing/omaha-node.ts'
import { requestJson } from '#server/testing/rest-client.ts'
import { createUpdateWorld } from '#server/testing/update-world.ts'
import { RefusalLog } from './refusal-log.ts'
import type { Refusal } from './refusal.ts'

const server = serverForEachTest()
beforeEach(async () => {
  await createUpdateWorld(server.db)
})

const readRefused = async () =>
  (await requestJson(server.app, refusedCheckInsSchema, 'GET', '/platte/refused-check-ins')).check_ins

const refused: Refusal = {
  kind: 'no-group',
  address: '10.0.0.7',
  instance_id: 'n1',
  alias: '',
  application: 'io.example.Nothing',
  track: 'stable',
  arch: 1,
  board: 'amd64-usr',
  version: '1.0.0',
  sent: '',
}

/** One from each of 1,500 addresses. */
const many = (first: number) =>
  Array.from({ length: 1500 }, (_, i) => ({ ...refused, address: `10.${first}.${i >> 8}.${i % 256}` }))

/** Writes refusals as if they had been sent. */
async function refuse(refusals: readonly Refusal[]) {
  const errors: unknown[] = []
  const log = new RefusalLog({ db: server.db, clock: server.clock }, (error) => errors.push(error))
  for (const refusal of refusals) log.note(refusal)
  await log.flush()
  expect(errors).toEqual([])
}

test('a refused check-in is listed once, with what was sent, why, and how often', async () => {
  const request = {
    machine: 'n1',
    version: '1.0.0',
    track: '&quot;Stable&quot;',
    attributes: 'machinealias="rack 7"',
  }
  await sendOmaha(server.app, request)
  server.clock.advance(45 * MINUTE_MS)
  await sendOmaha(server.app, request)
  await sendOmaha(server.app, { machine: 'n2', version: '1.2.3.4' })
  await sendOmaha(server.app, { machine: 'fine', version: '1.0.0' })
  const found = await readRefused()
  expect(found).toHaveLength(2)
  expect(found.find(({ instance_id }) => instance_id === 'n1')).toEqual({
    id: expect.any(String),
    address: '127.0.0.1',
    instance_id: 'n1',
    alias: 'rack 7',
    application: 'io.example.Kiosk',
    track: '"Stable"',
    board: 'amd64-usr',
    version: '1.0.0',
    sent: '',
    cause: 'unknown-track',
    suggested_track: 'stable',
    first_ts: '2026-03-04T12:00:00.000Z',
    last_ts: '2026-03-04T12:45:00.000Z',
    times: 2,
  })
  expect(found.find(({ instance_id }) => instance_id === 'n2')?.cause).toBe('invalid-version')
  const status = await requestJson(server.app, platteStatusSchema, 'GET', '/platte/status')
  expect(status.refused_check_ins).toBe(2)
})

test('a quoted alias makes the request malformed, and is found in it', async () => {
  const payload = omahaRequestXml({
    machine: 'n1',
    version: '1.0.0',
    attributes: 'machinealias=""rack 7 slot 2""',
  })
  const response = await server.app.inject({ method: 'POST', url: '/v1/update/', payload })
  expect(response.statusCode).toBe(400)
  const [found] = await readRefused()
  expect(found).toMatchObject({ cause: 'quoted-value', instance_id: '' })
  expect(found?.sent).toContain('machinealias=""rack 7 slot 2""')
})

test('a check-in that waits is not refused', async () => {
  await server.db.updateTable('groups').set({ policy_updates_enabled: false }).execute()
  await sendOmaha(server.app, { machine: 'n1', version: '1.0.0' })
  expect(await readRefused()).toEqual([])
})

test('whatever is sent, the list keeps a thousand entries, and a hundred of an address', async () => {
  const ids = Array.from({ length: 3000 }, (_, i) => ({ ...refused, instance_id: `n${i}` }))
  await refuse(ids)
  expect(await readRefused()).toHaveLength(MAX_REFUSED_OF_ADDRESS)
  for (const first of [1, 2]) {
    server.clock.advance(MINUTE_MS)
    await refuse(many(first))
  }
  expect(await readRefused()).toHaveLength(MAX_REFUSED)
  await refuse(
    ids.slice(0, 500).map((refusal, i) => ({ ...refusal, address: `2001:db8::${i.toString(16)}` })),
  )
  const network = (await readRefused()).filter(({ address }) => address.startsWith('2001:db8::'))
  expect(network).toHaveLength(MAX_REFUSED_OF_ADDRESS)
})

test('long and odd texts are cut, and entries are forgotten after a month', async () => {
  await refuse([{ ...refused, alias: `a\0${'é'.repeat(10_000)}`, sent: 'x'.repeat(10_000) }])
  const [found] = await readRefused()
  expect({ alias: found?.alias.length, sent: found?.sent.length }).toEqual({ alias: 299, sent: 600 })
  server.clock.advance(31 * DAY_MS)
  await refuse([{ ...refused, address: '10.9.9.9' }])
  expect((await readRefused()).map(({ address }) => address)).toEqual(['10.9.9.9'])
})
