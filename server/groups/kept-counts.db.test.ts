import { DAY_MS, HOUR_MS, MINUTE_MS } from '#contract/time-units.ts'
import { type Kysely, sql } from 'kysely'
import { expect, inject, test } from 'vitest'
import { type Duration, DURATIONS, windowStart } from '#contract/duration.ts'
import {
  instanceStatsSchema,
  statusTimelineSchema,
  versionBreakdownSchema,
  versionTimelineSchema,
} from '#contract/group-statistics.ts'
import type { Schema } from '#server/database/schema.ts'
import { compactCounts } from './compact-counts.ts'
import { createRandom, type Random } from '#contract/random.ts'
import { serverForEachTest } from '#server/testing/for-each-test.ts'
import { readCountedRows, recountHistory, recountSpells } from '#server/testing/recount.ts'
import { recountStatuses, recountVersions } from '#server/testing/recount.ts'
import { requestJson, sendRequest } from '#server/testing/rest-client.ts'
import { createRandomFleet, type RandomFleet } from '#server/testing/random-fleet.ts'
import { countFleet } from './count-fleet-queries.ts'

const server = serverForEachTest()

async function readKeptCounts(db: Kysely<Schema>) {
  const { rows } = await sql`
    select 'nodes' as kind, row(c.*)::text as kept from node_counts c where nodes <> 0
    union all select 'history', row(c.*)::text from history_counts c where entries <> 0
    union all select 'spells', row(c.*)::text from version_spell_counts c where nodes <> 0
    union all select 'spell', row(s.*)::text from version_spells s where group_id in (select id from groups)
    order by 1, 2`.execute(db)
  return rows
}

/** The server's responses, which come from kept counts, equal a recount. */
async function expectSameAsRecount(groupUrl: string, groupId: string, duration: Duration): Promise<void> {
  const { app, db, clock } = server
  const everything = await readCountedRows(db, groupId)
  const since = windowStart(duration, clock.now())
  const stats = await requestJson(
    app,
    instanceStatsSchema,
    'GET',
    `${groupUrl}/instances_stats?duration=${duration}`,
  )
  const byStatus = recountStatuses(everything, since)
  const { total, undefined: neverReported, complete, ...others } = stats
  expect(total).toBe(Object.values(byStatus).reduce((sum, nodes) => sum + nodes, 0))
  expect(neverReported + complete).toBe((byStatus[0] ?? 0) + (byStatus[4] ?? 0))
  expect(others).toEqual({
    update_granted: byStatus[2] ?? 0,
    error: byStatus[3] ?? 0,
    installed: byStatus[5] ?? 0,
    downloaded: byStatus[6] ?? 0,
    downloading: byStatus[7] ?? 0,
    onhold: byStatus[8] ?? 0,
  })
  if (duration === '1d')
    expect(await requestJson(app, versionBreakdownSchema, 'GET', `${groupUrl}/version_breakdown`)).toEqual(
      recountVersions(everything, since),
    )
  const versionsUrl = `${groupUrl}/version_timeline?duration=${duration}`
  const versions = await requestJson(app, versionTimelineSchema, 'GET', versionsUrl)
  const versionTimes = Object.keys(versions).map((time) => new Date(time))
  expect(versions).toEqual(recountSpells(everything, versionTimes))
  for (const points of ['', '&points=37']) {
    const statusesUrl = `${groupUrl}/status_timeline?duration=${duration}${points}`
    const statuses = await requestJson(app, statusTimelineSchema, 'GET', statusesUrl)
    const times = Object.keys(statuses).map((time) => new Date(time))
    expect(statuses).toEqual(recountHistory(everything, times))
  }
}

async function expectReadsSameAsRecount(fleet: RandomFleet, durations: readonly Duration[]): Promise<void> {
  for (const { url, id } of fleet.groups())
    for (const duration of durations) await expectSameAsRecount(url, id, duration)
}

/** The fleet's counts are those of its groups, and a rebuild of all kept counts changes none. */
async function expectAllSameAsRecount(fleet: RandomFleet, durations: readonly Duration[]): Promise<void> {
  const { app, db, clock } = server
  for (const { group_id, stats, version_breakdown } of await countFleet(db, clock.now())) {
    const url = fleet.groups().find(({ id }) => id === group_id)?.url
    if (url === undefined) continue
    for (const duration of DURATIONS) {
      const statsUrl = `${url}/instances_stats?duration=${duration}`
      expect(stats[duration]).toEqual(await requestJson(app, instanceStatsSchema, 'GET', statsUrl))
    }
    const versionsUrl = `${url}/version_breakdown`
    expect(version_breakdown).toEqual(await requestJson(app, versionBreakdownSchema, 'GET', versionsUrl))
  }
  const kept = await readKeptCounts(db)
  await sql`select rebuild_kept_counts()`.execute(db)
  expect(await readKeptCounts(db)).toEqual(kept)
  await expectReadsSameAsRecount(fleet, durations)
}

/** From seconds to days, to reach every bucket, every window and the retention. */
const pause = (random: Random) =>
  random.pickWeighted([
    [30, random.integer(0, MINUTE_MS)],
    [20, random.integer(0, HOUR_MS)],
    [3, random.integer(0, DAY_MS)],
    [1, random.integer(DAY_MS, 20 * DAY_MS)],
  ])

/** Each database has random runs of its own: they differ in their version, and not in what the runs show. */
const SEEDS = { embedded: ['one'], postgres: ['two', 'three'] }[inject('testDatabase').kind]

test.each(SEEDS)('kept counts equal a recount after a random run of a fleet (%s)', async (seed) => {
  expect.hasAssertions()
  const random = createRandom(`kept counts/${seed}`)
  const fleet = await createRandomFleet(server.app, random)
  for (let round = 0; round < 5; round++) {
    for (let step = 0; step < 60; step++) {
      server.clock.advance(pause(random))
      await fleet.step()
    }
    // A count that went wrong stays wrong, so that one duration on the way is enough.
    await expectAllSameAsRecount(fleet, [random.pick(DURATIONS)])
  }
  await expectReadsSameAsRecount(fleet, DURATIONS)
  // Updates past their retention of six months no longer count.
  for (const months of [5, 6, 7]) {
    server.clock.advance(months * 10 * DAY_MS)
    for (let step = 0; step < 10; step++) await fleet.checkIn()
    await expectAllSameAsRecount(fleet, [random.pick(DURATIONS)])
  }
  await compactCounts(server.db, server.clock.now())
  await expectReadsSameAsRecount(fleet, DURATIONS)
})

test('refuses a number of points that is too small, too large or invalid', async () => {
  const fleet = await createRandomFleet(server.app, createRandom('points'))
  const [group] = fleet.groups()
  const get = (points: string) =>
    sendRequest(server.app, 'GET', `${group?.url}/status_timeline?duration=1h&points=${points}`)
  for (const points of ['1', '241', 'many', '12.5']) expect((await get(points)).statusCode).toBe(400)
  for (const points of ['2', '240'])
    expect(Object.keys((await get(points)).json())).toHaveLength(Number(points))
})
