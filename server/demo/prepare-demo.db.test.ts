import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import * as z from 'zod/mini'
import { activityPageSchema } from '#contract/activity.ts'
import { applicationPageSchema } from '#contract/application.ts'
import { auditPageSchema } from '#contract/audit-log.ts'
import { DURATIONS } from '#contract/duration.ts'
import { fleetSummarySchema } from '#contract/fleet-summary.ts'
import { freezeListSchema } from '#contract/freeze.ts'
import { floorPageSchema } from '#contract/floor.ts'
import {
  instanceStatsSchema,
  statusTimelineSchema,
  versionBreakdownSchema,
  versionTimelineSchema,
} from '#contract/group-statistics.ts'
import { groupPausesSchema } from '#contract/group-pause.ts'
import { instancePageSchema, statusHistorySchema } from '#contract/instance.ts'
import { packagePageSchema } from '#contract/package.ts'
import { platteStatusSchema } from '#contract/platte-status.ts'
import { compareVersions } from '#contract/version-order.ts'
import { seedFlatcar } from '#server/seed/seed-flatcar.ts'
import { DAY_MS, HOUR_MS } from '#contract/time-units.ts'
import { createUpdateServer, type UpdateServer } from '#server/testing/update-server.ts'
import { prepareDemo } from './prepare-demo.ts'

const SEED = '1'

async function createDemo(): Promise<UpdateServer> {
  const server = await createUpdateServer()
  await seedFlatcar(server)
  await prepareDemo({ context: server, seed: SEED, log: () => {} })
  return server
}

let demo: UpdateServer
beforeAll(async () => {
  demo = await createDemo()
})
afterAll(() => demo.close())

async function read<Schema extends z.core.$ZodType>(url: string, schema: Schema): Promise<z.infer<Schema>> {
  const response = await demo.app.inject({ url, headers: { host: 'localhost' } })
  expect(response.statusCode).toBe(200)
  return z.parse(schema, response.json())
}

async function readGroups() {
  const { applications } = await read('/api/apps', applicationPageSchema)
  return (applications ?? []).flatMap(({ groups }) => groups ?? [])
}

test('every read of a group matches its schema, and its parts add up', async () => {
  const groups = await readGroups()
  expect(groups).toHaveLength(11)
  let nodes = 0
  for (const { id, application_id, channel } of groups) {
    const path = `/api/apps/${application_id}/groups/${id}`
    for (const duration of DURATIONS) {
      const window = `duration=${duration}`
      const stats = await read(`${path}/instances_stats?${window}`, instanceStatsSchema)
      const { total, ...parts } = stats
      expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBe(total)
      const versions = await read(`${path}/version_timeline?${window}`, versionTimelineSchema)
      expect(Object.keys(versions).length).toBeGreaterThan(4)
      await read(`${path}/status_timeline?${window}`, statusTimelineSchema)
      if (duration === '30d') nodes += total
    }
    const breakdown = await read(`${path}/version_breakdown`, versionBreakdownSchema)
    expect(breakdown.some(({ version }) => version === channel?.package?.version)).toBe(true)
    const list = `${path}/instances?status=0&page=1&perpage=10&duration=30d&sortFilter=2&sortOrder=1`
    const { instances } = await read(list, instancePageSchema)
    const [instance] = instances ?? []
    expect(instance?.ip).toMatch(/^10\./)
    await read(`${path}/instances/${instance?.id}/status_history`, statusHistorySchema)
  }
  expect(nodes).toBe(2300)
})

test('a longer window has more nodes', async () => {
  const groups = await readGroups()
  const stable = groups.find(({ track, channel }) => track === 'stable' && channel?.arch === 1)
  const totals: number[] = []
  for (const duration of ['1d', '7d', '30d']) {
    const path = `/api/apps/${stable?.application_id}/groups/${stable?.id}/instances_stats`
    totals.push((await read(`${path}?duration=${duration}`, instanceStatsSchema)).total)
  }
  expect(totals).toEqual(totals.toSorted((a, b) => a - b))
  expect(new Set(totals).size).toBe(3)
})

test('every channel has a package, also on arm64, and stable has a floor', async () => {
  const groups = await readGroups()
  expect(groups.filter(({ channel }) => channel?.package === null)).toEqual([])
  const stable = groups.find(({ track }) => track === 'stable')
  const floors = await read(`/api/channels/${stable?.channel_id}/floors`, floorPageSchema)
  expect(floors.packages?.map(({ version, is_floor }) => [version, is_floor])).toEqual([['4230.2.4', true]])
  const { packages } = await read(
    `/api/apps/${stable?.application_id}/packages?perpage=50`,
    packagePageSchema,
  )
  const demoPackages = (packages ?? []).filter(({ description }) => description?.startsWith('Simulated'))
  expect(demoPackages.length).toBeGreaterThan(20)
  expect(demoPackages.every(({ flatcar_action }) => flatcar_action?.sha256)).toBe(true)
})

test('the status reports the demo and the group that safe mode holds', async () => {
  const status = await read('/platte/status', platteStatusSchema)
  expect(status.demo).toBe(true)
  expect(status.safe_mode_brakes).toHaveLength(1)
  const [brake] = status.safe_mode_brakes ?? []
  const group = (await readGroups()).find(({ id }) => id === brake?.group_id)
  expect(group).toMatchObject({ track: 'alpha', policy_updates_enabled: false, policy_safe_mode: true })
  expect(brake).toMatchObject({ updates_timed_out: 3, limit: 3 })
})

test('the activity has releases, rollouts and failures', async () => {
  const end = demo.clock.now()
  const query = new URLSearchParams({
    start: new Date(end.getTime() - 30 * DAY_MS).toISOString(),
    end: end.toISOString(),
    page: '1',
    perpage: '1000',
  })
  const { activities } = await read(`/api/activity?${query.toString()}`, activityPageSchema)
  expect(new Set(activities?.map((entry) => entry.class))).toEqual(new Set([2, 3, 5, 6]))
})

const rowsOf = async ({ db }: UpdateServer) => ({
  history: await db.selectFrom('instance_status_history').selectAll().orderBy('id').execute(),
  activities: await db.selectFrom('activities').selectAll().orderBy('id').execute(),
  nodes: await db.selectFrom('instance_applications').selectAll().orderBy('instance_id').execute(),
  machines: await db.selectFrom('instances').selectAll().orderBy('id').execute(),
  packages: await db.selectFrom('packages').selectAll().orderBy('id').execute(),
  groups: await db.selectFrom('groups').selectAll().orderBy('id').execute(),
  auditLog: await db.selectFrom('audit_log').selectAll().orderBy('id').execute(),
})

// The rows come from the same code on either database.
test.skipIf(inject('testDatabase').kind === 'embedded')(
  'the same seed and time give the same rows',
  async () => {
    const other = await createDemo()
    expect(await rowsOf(other)).toEqual(await rowsOf(demo))
    await other.close()
  },
)

test('a demo that fails to be created leaves nothing behind', async () => {
  const server = await createUpdateServer()
  await seedFlatcar(server)
  await server.db.deleteFrom('groups').where('track', '=', 'edge').execute()
  await expect(prepareDemo({ context: server, seed: SEED, log: () => {} })).rejects.toThrow('edge-amd64')
  const applications = await server.db.selectFrom('applications').select('name').execute()
  expect(applications.map(({ name }) => name)).toEqual(['Flatcar Container Linux'])
  expect(await server.db.selectFrom('instances').select('id').execute()).toEqual([])
  expect(
    await server.db.selectFrom('settings').select('key').where('key', 'like', 'demo%').execute(),
  ).toEqual([])
  await server.close()
})

test('each release line has been in alpha before beta, and in beta before stable', async () => {
  const groups = await readGroups()
  const versionOn = (track: string, arch: number) =>
    groups.find((group) => group.track === track && group.channel?.arch === arch)?.channel?.package
      ?.version ?? ''
  for (const arch of [1, 2]) {
    const versions = ['stable', 'beta', 'alpha'].map((track) => versionOn(track, arch))
    expect(versions).toEqual(versions.toSorted(compareVersions))
    expect(versions.map((version) => version.split('.')[1])).toEqual(['2', '1', '0'])
  }
})

test('the audit log has a week of changes that say that they are simulated', async () => {
  const { entries, totalCount } = await read('/platte/audit-log?limit=100', auditPageSchema)
  expect(entries).toHaveLength(totalCount)
  const week = demo.clock.now().getTime() - 7 * DAY_MS
  for (const { actor, reason, created_ts, outcome } of entries) {
    expect(actor).toMatch(/^demo/)
    expect(reason).toMatch(/simulated/i)
    expect(Date.parse(created_ts)).toBeGreaterThan(week)
    expect(outcome).toBe('done')
  }
  const times = entries.map(({ created_ts }) => created_ts)
  expect(times).toEqual(times.toSorted().toReversed())
  expect(new Set(entries.map(({ subject }) => subject))).toEqual(new Set(['channel', 'group']))
  const latest = (id: string | null) => entries.find(({ subject_id }) => subject_id === id)?.after ?? {}
  const groups = await readGroups()
  const stable = groups.find(({ name }) => name === 'Stable (AMD64)')
  expect(latest(stable?.id ?? null)).toMatchObject({ policy_period_interval: stable?.policy_period_interval })
  expect(latest(stable?.channel_id ?? null)).toMatchObject({ package_id: stable?.channel?.package_id })
})

test('the audit log says who paused a group, and the record of a freeze who thawed it', async () => {
  const { pauses } = await read('/platte/pauses', groupPausesSchema)
  const paused = (await readGroups()).find(({ name }) => name === 'Early')
  expect(pauses).toEqual([
    {
      group_id: paused?.id,
      paused_ts: new Date(demo.clock.now().getTime() - 14 * HOUR_MS).toISOString(),
      actor: 'demo-on-call',
      reason: expect.stringContaining('Simulated'),
    },
  ])
  const { freezes } = await read('/platte/freezes', freezeListSchema)
  expect(freezes).toMatchObject([{ actor: 'demo-on-call', thawed_by: 'demo-operator' }])
  expect(freezes[0]?.groups.map(({ group_name, outcome, thaw }) => [group_name, outcome, thaw])).toEqual([
    ['Stable (AMD64)', 'paused', 'restored'],
    ['Stable (ARM)', 'paused', 'restored'],
    ['Production', 'paused', 'restored'],
  ])
})

test('only the group that an operator paused has a time of its pause', async () => {
  const groups = await readGroups()
  const { groups: numbers } = await read('/platte/fleet', fleetSummarySchema)
  const pausedSince = (name: string) => {
    const id = groups.find((group) => group.name === name)?.id
    return numbers.find(({ group_id }) => group_id === id)?.paused_ts
  }
  const hoursAgo = (demo.clock.now().getTime() - Date.parse(pausedSince('Early') ?? '')) / HOUR_MS
  expect(hoursAgo).toBe(14)
  expect(pausedSince('Alpha (ARM)')).toBeNull()
  expect(pausedSince('Stable (AMD64)')).toBeNull()
})
