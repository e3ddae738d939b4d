import { expect, test } from 'vitest'
import {
  type VersionTimeline,
  versionBreakdownSchema,
  versionTimelineSchema,
} from '#contract/group-statistics.ts'
import { createRandom } from '#contract/random.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#contract/time-units.ts'
import { compactCounts } from './compact-counts.ts'
import { addHistory, addNodes } from '#server/testing/fleet-rows.ts'
import { serverForEachTest } from '#server/testing/for-each-test.ts'
import { createRandomFleet } from '#server/testing/random-fleet.ts'
import { requestJson } from '#server/testing/rest-client.ts'
import { createUpdateWorld } from '#server/testing/update-world.ts'

const server = serverForEachTest()

const readTimeline = (path: string) => requestJson(server.app, versionTimelineSchema, 'GET', path)

/** Two hours apart over seven days. */
const SEVEN_DAYS = { duration: '7d', points: 85, stepMs: 2 * HOUR_MS }
const LAST_PART_MS = 25 * MINUTE_MS

async function readBreakdown(groupUrl: string): Promise<Record<string, number>> {
  const breakdown = await requestJson(
    server.app,
    versionBreakdownSchema,
    'GET',
    `${groupUrl}/version_breakdown`,
  )
  return Object.fromEntries(breakdown.map(({ version, instances }) => [version, instances]))
}

test('the timeline of a random fleet has at each point what the breakdown was then, whatever the window', async () => {
  const fleet = await createRandomFleet(server.app, createRandom('versions over time'))
  const [group] = fleet.groups()
  if (!group) throw new Error('The fleet has no group.')
  const { duration, points, stepMs } = SEVEN_DAYS
  const seen: VersionTimeline = {}
  // Points at full hours, to which old changes are kept.
  server.clock.advance(HOUR_MS - (server.clock.now().getTime() % HOUR_MS))
  for (let point = 0; point < points; point++) {
    for (const part of [stepMs - LAST_PART_MS, LAST_PART_MS]) {
      server.clock.advance(part)
      for (let step = 0; step < 2; step++) await fleet.step()
    }
    seen[server.clock.now().toISOString()] = await readBreakdown(group.url)
  }
  const path = (window: string, count: number) =>
    `${group.url}/version_timeline?duration=${window}&points=${count}`
  expect(await readTimeline(path(duration, points))).toEqual(seen)
  const lastDay = await readTimeline(path('1d', 13))
  expect(Object.keys(lastDay)).toHaveLength(13)
  expect(seen).toMatchObject(lastDay)
  await compactCounts(server.db, server.clock.now())
  expect(await readTimeline(path('1d', 13))).toEqual(lastDay)
  expect(await readTimeline(path(duration, points))).toEqual(seen)
})

test('a node that updated in the window counts before it, with what it ran then', async () => {
  const world = await createUpdateWorld(server.db)
  const { app, clock, db } = server
  const ago = (milliseconds: number) => new Date(clock.now().getTime() - milliseconds)
  await addNodes(db, world, clock.now(), [
    { id: 'updated', version: '1.0.0', created_ts: ago(60 * DAY_MS) },
    { id: 'idle', version: '1.0.0', created_ts: ago(60 * DAY_MS) },
  ])
  await db
    .updateTable('instance_applications')
    .set({ version: '2.0.0', version_since: ago(2 * DAY_MS) })
    .where('instance_id', '=', 'updated')
    .execute()
  await addHistory(db, world, [
    { instance_id: 'updated', status: 4, version: '2.0.0', created_ts: ago(2 * DAY_MS) },
  ])
  const url = `/api/apps/${world.application_id}/groups/${world.group_id}/version_timeline`
  for (const window of ['7d', '30d']) {
    const points = Object.values(await readTimeline(`${url}?duration=${window}&points=31`))
    expect(points.at(0)).toEqual({ '1.0.0': 2 })
    expect(points.at(-1)).toEqual({ '1.0.0': 1, '2.0.0': 1 })
  }
  // As in every Nebraska, which counts it from its first update in the window on.
  expect(Object.values(await readTimeline(`${url}?duration=7d`)).at(0)).toEqual({ '1.0.0': 1, '2.0.0': 0 })

  const fleet = await requestJson(
    app,
    versionTimelineSchema,
    'GET',
    '/platte/version-timeline?duration=7d&points=2',
  )
  expect(Object.values(fleet)).toEqual([{ '1.0.0': 2 }, { '1.0.0': 1, '2.0.0': 1 }])
  const other = `/platte/version-timeline?duration=7d&points=2&application=00000000-0000-4000-8000-000000000000`
  expect(Object.values(await readTimeline(other))).toEqual([{}, {}])
})
