import { beforeEach, expect, test, vi } from 'vitest'
import { platteStatusSchema } from '#contract/platte-status.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '#contract/time-units.ts'
import { sql } from 'kysely'
import { serverForEachTest } from '#server/testing/for-each-test.ts'
import { requestJson } from '#server/testing/rest-client.ts'
import { nodesOf } from '#server/testing/nodes-of.ts'
import { createUpdateWorld } from '#server/testing/update-world.ts'
import { correctClock } from './follow-clock.ts'

const AHEAD_MS = 2 * DAY_MS

const server = serverForEachTest()
const { checkIn, report, recordOf } = nodesOf(server)
beforeEach(async () => {
  await createUpdateWorld(server.db, { policy: { policy_max_updates_per_period: 1 } })
})

/** While the clock is ahead, one node updates and another one is granted; then the clock is right again. */
async function updateWhileAhead(): Promise<void> {
  server.clock.advance(AHEAD_MS)
  expect(await checkIn('early')).toMatchObject({ check: 'ok' })
  await report('early', '2.0.0', [3, 2, '1.0.0'])
  server.clock.advance(HOUR_MS)
  expect(await checkIn('granted')).toMatchObject({ check: 'ok' })
  server.clock.advance(-AHEAD_MS)
}

test('after the clock was ahead, a rollout goes on within its limits at once', async () => {
  await updateWhileAhead()
  expect(await checkIn('next')).toMatchObject({
    status: 'error-maxUpdatesPerPeriodLimitReached',
  })
  server.clock.advance(15 * MINUTE_MS)
  // The period is over, and the one in progress is still within its timeout.
  expect(await checkIn('next')).toMatchObject({
    status: 'error-maxConcurrentUpdatesLimitReached',
  })
  server.clock.advance(46 * MINUTE_MS)
  expect(await checkIn('next')).toMatchObject({ check: 'ok' })
})

test('times from when the clock was ahead become the present, and the counts follow', async () => {
  await updateWhileAhead()
  await checkIn('next')
  const now = server.clock.now()
  expect(await recordOf('granted')).toMatchObject({
    last_check_for_updates: now,
    last_update_granted_ts: now,
    created_ts: now,
  })
  const { rows } = await sql<{ latest: Date }>`
    select max(latest) as latest from (
      select max(created_ts) as latest from instance_status_history
      union all select max(created_ts) from activities
      union all select max(bucket) from history_counts where entries <> 0
      union all select max(since) from version_spells
      union all select max(since_hour) from version_spell_counts where nodes <> 0
      union all select max(completed_ts) from instance_applications
    ) as times`.execute(server.db)
  expect(rows).toEqual([{ latest: now }])
  const counts = async () =>
    (await sql`select * from history_counts where entries <> 0 order by 1, 2, 3, 4, 5`.execute(server.db))
      .rows
  const kept = await counts()
  await sql`select rebuild_kept_counts()`.execute(server.db)
  expect(await counts()).toEqual(kept)
})

test('the correction is logged and reported once', async () => {
  const log = vi.fn<(line: string) => void>()
  const status = async () =>
    (await requestJson(server.app, platteStatusSchema, 'GET', '/platte/status')).future_times
  await updateWhileAhead()
  expect(await status()).toBeNull()
  await correctClock(server, log)
  await correctClock(server, log)
  expect(log.mock.calls.flat()).toEqual([
    'The clock was ahead and has been set back: the times of 2 nodes and 3 history entries were in the future, and are now the present.',
  ])
  expect(await status()).toEqual({
    corrected_ts: server.clock.now().toISOString(),
    nodes: 2,
    history_entries: 3,
  })
})

test('clocks of two processes that differ by minutes correct nothing', async () => {
  const log = vi.fn<(line: string) => void>()
  await checkIn('n1')
  server.clock.advance(-4 * MINUTE_MS)
  await correctClock(server, log)
  expect(log).not.toHaveBeenCalled()
})
