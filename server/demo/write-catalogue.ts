import type { Kysely } from 'kysely'
import type { Schema } from '#server/database/schema.ts'
import { AGENT_PRODUCT_ID, type LookUpGroupIds } from './demo-groups.ts'
import { DAY_MS, HOUR_MS } from '#contract/time-units.ts'
import { HISTORY_LENGTH_MS } from './demo-times.ts'
import type { FleetPlan } from './fleet-plan.ts'
import type { GroupPlan } from './group-plan.ts'
import { insertRows } from './insert-rows.ts'
import { createRandom } from '#contract/random.ts'
import { releasePackage } from './release-package.ts'
import type { ServerGroup } from './server-state.ts'

/** How long before its release a package is created. */
const LEAD_TIME_MS = 2 * HOUR_MS

/** Of the second application's channels, by track. */
const AGENT_COLOURS: Record<string, string> = { canary: '#e8a33d', early: '#8a6fc0' }

/** The demo's second application with its channels and groups; Flatcar's exist already. */
export async function writeAgentApplication(
  db: Kysely<Schema>,
  { seed, groups }: FleetPlan,
  start: Date,
): Promise<void> {
  const random = createRandom(`${seed}/agent`)
  const application_id = random.uuid()
  const created_ts = new Date(start.getTime() - HISTORY_LENGTH_MS - 90 * DAY_MS)
  await insertRows(db, 'applications', [
    {
      id: application_id,
      name: 'Metrics Agent',
      description: 'A container on some of the simulated machines',
      product_id: AGENT_PRODUCT_ID,
      created_ts,
    },
  ])
  const plans = groups
    .filter(({ application }) => application === 'agent')
    .map((plan) => ({ plan, id: random.uuid(), channel_id: random.uuid() }))
  await insertRows(
    db,
    'channels',
    plans.map(({ plan, channel_id }) => ({
      id: channel_id,
      application_id,
      name: plan.track,
      color: AGENT_COLOURS[plan.track] ?? '#2f7fb8',
      arch: plan.arch,
      created_ts,
    })),
  )
  await insertRows(
    db,
    'groups',
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

/** Every release of a channel, and its floors. */
export async function writePackages(
  db: Kysely<Schema>,
  groups: readonly ServerGroup[],
  idsOf: LookUpGroupIds,
  start: Date,
): Promise<void> {
  const releases = releasesOf(groups, idsOf, start)
  await insertRows(
    db,
    'packages',
    releases.map(({ row }) => row),
  )
  await insertRows(
    db,
    'flatcar_actions',
    releases.flatMap(({ row: { id, created_ts }, sha256 }) =>
      sha256 === null ? [] : [{ package_id: id, sha256, created_ts }],
    ),
  )
  await insertRows(
    db,
    'channel_floors',
    groups.flatMap(({ plan }) =>
      plan.floors.map(({ version, reason }) => {
        const { application_id, channel_id } = idsOf(plan)
        const package_id = packageId(application_id, plan.arch, version)
        return { channel_id, package_id, floor_reason: reason, created_ts: start }
      }),
    ),
  )
}

/** By creation time; groups with the same channel share their packages. */
function releasesOf(groups: readonly ServerGroup[], idsOf: LookUpGroupIds, start: Date) {
  const earliest = start.getTime() - HISTORY_LENGTH_MS - 7 * DAY_MS
  const releases = new Map(
    groups.flatMap(({ plan }) =>
      plan.releases.map(({ from, version }) => {
        const { application_id } = idsOf(plan)
        const created_ts = new Date(Math.max(start.getTime() + from - LEAD_TIME_MS, earliest))
        const id = packageId(application_id, plan.arch, version)
        const { sha256, ...details } = releasePackage(plan, version)
        return [id, { row: { id, application_id, created_ts, ...details }, sha256 }]
      }),
    ),
  )
  return [...releases.values()].toSorted((a, b) => a.row.created_ts.getTime() - b.row.created_ts.getTime())
}

/** The state of the groups and their channels at the end of history. */
export async function writeGroups(
  db: Kysely<Schema>,
  groups: readonly ServerGroup[],
  idsOf: LookUpGroupIds,
  start: Date,
): Promise<void> {
  for (const { plan, policy, target, rollout_in_progress, brake } of groups) {
    const { application_id, channel_id, group_id } = idsOf(plan)
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
  }
}

/** When the simulated operator switched the group's updates off; null when the plan has them on. */
function disabledSince({ policies }: GroupPlan, start: Date): Date | null {
  const latest = policies.at(-1)
  if (!latest || latest.policy.policy_updates_enabled) return null
  return new Date(start.getTime() + latest.from)
}

/** The id of a simulated release. */
export const packageId = (application_id: string, arch: number, version: string) =>
  createRandom(`${application_id}/${arch}/${version}`).uuid()
