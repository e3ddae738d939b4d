import { DAY_MS, HOUR_MS } from '#contract/time-units.ts'
import type { Kysely } from 'kysely'
import type { Schema } from '#server/database/schema.ts'
import { AGENT_PRODUCT_ID, type IdsOf } from './demo-ids.ts'
import { HISTORY_LENGTH } from './durations.ts'
import type { FleetPlan } from './fleet-plan.ts'
import { insertRows } from './insert-rows.ts'
import type { MemoryGroup } from './memory-server.ts'
import { createRandom } from '#contract/random.ts'
import { releasePackage } from './release-package.ts'

/** Packages are made a while before a channel points at them. */
const LEAD_TIME = 2 * HOUR_MS

/** The demo's other application, with its channels and groups; Flatcar's are there already. */
export async function writeAgentApplication(
  db: Kysely<Schema>,
  { seed, groups }: FleetPlan,
  start: Date,
): Promise<void> {
  const random = createRandom(`${seed}/agent`)
  const application_id = random.uuid()
  const created_ts = new Date(start.getTime() - HISTORY_LENGTH - 90 * DAY_MS)
  await insertRows(
    db,
    'applications',
    ['id', 'name', 'description', 'product_id', 'created_ts'],
    [
      {
        id: application_id,
        name: 'Metrics Agent',
        description: 'A container on some of the simulated machines',
        product_id: AGENT_PRODUCT_ID,
        created_ts,
      },
    ],
  )
  const plans = groups
    .filter(({ application }) => application === 'agent')
    .map((plan) => ({ plan, id: random.uuid(), channel_id: random.uuid() }))
  await insertRows(
    db,
    'channels',
    ['id', 'application_id', 'name', 'color', 'arch', 'created_ts'],
    plans.map(({ plan, channel_id }) => ({
      id: channel_id,
      application_id,
      name: plan.track,
      color: plan.track === 'canary' ? '#e8a33d' : '#2f7fb8',
      arch: plan.arch,
      created_ts,
    })),
  )
  await insertRows(
    db,
    'groups',
    [
      'id',
      'application_id',
      'channel_id',
      'name',
      'description',
      'track',
      'created_ts',
      'rollout_in_progress',
      'policy_updates_enabled',
      'policy_safe_mode',
      'policy_office_hours',
      'policy_timezone',
      'policy_period_interval',
      'policy_max_updates_per_period',
      'policy_update_timeout',
    ],
    plans.flatMap(({ plan, id, channel_id }) =>
      plan.policies.slice(0, 1).map(({ policy }) => ({
        id,
        application_id,
        channel_id,
        name: `${plan.track.charAt(0).toUpperCase()}${plan.track.slice(1)}`,
        description: '',
        track: plan.track,
        created_ts,
        rollout_in_progress: false,
        ...policy,
      })),
    ),
  )
}

/** Every release that a channel pointed at or has as a floor. */
export async function writePackages(
  db: Kysely<Schema>,
  groups: readonly MemoryGroup[],
  idsOf: IdsOf,
  start: Date,
): Promise<void> {
  const beginning = start.getTime() - HISTORY_LENGTH - 7 * DAY_MS
  const packages = new Map(
    groups.flatMap(({ plan }) =>
      plan.releases.map(({ from, version }) => {
        const { application_id } = idsOf(plan)
        const created_ts = new Date(Math.max(start.getTime() + from - LEAD_TIME, beginning))
        const id = packageId(application_id, plan.arch, version)
        return [id, { id, application_id, created_ts, ...releasePackage(plan, version) }]
      }),
    ),
  )
  const rows = [...packages.values()].toSorted((a, b) => a.created_ts.getTime() - b.created_ts.getTime())
  await insertRows(
    db,
    'packages',
    [
      'id',
      'application_id',
      'arch',
      'type',
      'version',
      'url',
      'filename',
      'description',
      'size',
      'hash',
      'created_ts',
    ],
    rows,
  )
  await insertRows(
    db,
    'flatcar_actions',
    ['package_id', 'sha256', 'created_ts'],
    rows.flatMap(({ id, sha256, created_ts }) =>
      sha256 === null ? [] : [{ package_id: id, sha256, created_ts }],
    ),
  )
  await insertRows(
    db,
    'channel_floors',
    ['channel_id', 'package_id', 'floor_reason', 'created_ts'],
    groups.flatMap(({ plan }) =>
      plan.floors.map(({ version, reason }) => {
        const { application_id, channel_id } = idsOf(plan)
        const package_id = packageId(application_id, plan.arch, version)
        return { channel_id, package_id, floor_reason: reason, created_ts: start }
      }),
    ),
  )
}

/** Where the groups stand when history ends. */
export async function writeGroups(
  db: Kysely<Schema>,
  groups: readonly MemoryGroup[],
  idsOf: IdsOf,
  start: Date,
): Promise<void> {
  for (const { plan, policy, target, rollout_in_progress, brake } of groups) {
    const { application_id, channel_id, group_id } = idsOf(plan)
    // oxlint-disable no-await-in-loop -- a handful of groups, and the embedded database has one connection
    await db
      .updateTable('channels')
      .set({ package_id: packageId(application_id, plan.arch, target.version) })
      .where('id', '=', channel_id)
      .execute()
    await db
      .updateTable('groups')
      .set({ ...policy, rollout_in_progress, ...brake, updates_disabled_ts: disabledSince(plan, start) })
      .where('id', '=', group_id)
      .execute()
    // oxlint-enable no-await-in-loop
  }
}

/** When an operator switched the group's updates off; null where they are on by the plan. */
function disabledSince({ policies }: MemoryGroup['plan'], start: Date): Date | null {
  const latest = policies.at(-1)
  if (!latest || latest.policy.policy_updates_enabled) return null
  return new Date(start.getTime() + latest.from)
}

const packageId = (application_id: string, arch: number, version: string) =>
  createRandom(`${application_id}/${arch}/${version}`).uuid()
