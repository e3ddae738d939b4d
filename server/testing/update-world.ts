import type { Kysely } from 'kysely'
import type { GroupSettings } from '#contract/group-settings.ts'
import type { Schema } from '#server/database/schema.ts'

export interface WorldPlan {
  /** A random id where it is left out. */
  applicationId?: string
  application?: { name: string; product_id: string }
  /** The version of the channel's package; null for a channel without one. */
  target?: string | null
  policy?: Partial<Pick<GroupSettings, Extract<keyof GroupSettings, `policy_${string}`>>>
}

export interface UpdateWorld {
  application_id: string
  channel_id: string
  group_id: string
}

const KIOSK = { name: 'Kiosk OS', product_id: 'io.example.Kiosk' }

/** An application with one channel and one group ("stable", amd64), without limits unless said otherwise. */
export async function createUpdateWorld(db: Kysely<Schema>, plan: WorldPlan = {}): Promise<UpdateWorld> {
  const { applicationId, application = KIOSK, target = '2.0.0', policy = {} } = plan
  const name = 'stable'
  const { id: application_id } = await db
    .insertInto('applications')
    .values({ ...application, description: '', ...(applicationId !== undefined && { id: applicationId }) })
    .returning('id')
    .executeTakeFirstOrThrow()
  const package_id = target === null ? null : await addPackage(db, application_id, target)
  const { id: channel_id } = await db
    .insertInto('channels')
    .values({ application_id, name, color: '#14b9d6', arch: 1, package_id })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { id: group_id } = await db
    .insertInto('groups')
    .values({
      application_id,
      channel_id,
      name,
      description: '',
      track: name,
      policy_updates_enabled: true,
      policy_safe_mode: false,
      policy_office_hours: false,
      policy_timezone: 'UTC',
      policy_period_interval: '15 minutes',
      policy_max_updates_per_period: 999_999,
      policy_update_timeout: '60 minutes',
      ...policy,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { application_id, channel_id, group_id }
}

/** Returns the package's id. */
export async function addPackage(
  db: Kysely<Schema>,
  application_id: string,
  version: string,
  { type = 4 }: { type?: number } = {},
): Promise<string> {
  const { id } = await db
    .insertInto('packages')
    .values({
      application_id,
      arch: 1,
      type,
      version,
      url: `https://updates.example.test/${version}/`,
      filename: `os-${version}.gz`,
      size: '1000',
      hash: 'aGFzaA==',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Adds a package that nodes of the channel must not skip. */
export async function addFloor(
  db: Kysely<Schema>,
  { application_id, channel_id }: UpdateWorld,
  version: string,
  floor_reason: string | null = null,
): Promise<void> {
  const package_id = await addPackage(db, application_id, version)
  await db.insertInto('channel_floors').values({ channel_id, package_id, floor_reason }).execute()
}

/** Adds a package and makes it the channel's. */
export async function promote(db: Kysely<Schema>, world: UpdateWorld, version: string): Promise<void> {
  const package_id = await addPackage(db, world.application_id, version)
  await db.updateTable('channels').set({ package_id }).where('id', '=', world.channel_id).execute()
}
