import { type Kysely, type Selectable, sql } from 'kysely'
import type { Channel } from '#contract/channel.ts'
import type { ChannelTable, Schema } from '#server/database/schema.ts'
import { notFound } from '#server/http/http-error.ts'
import { findPackages } from '#server/packages/package-queries.ts'

const COLUMNS = ['id', 'application_id', 'name', 'color', 'arch', 'created_ts', 'package_id'] as const
type ChannelRow = Pick<Selectable<ChannelTable>, (typeof COLUMNS)[number]>

/** Throws an HTTP error 404 for an unknown id. */
export async function requireChannel(db: Kysely<Schema>, id: string): Promise<Channel> {
  const [channel] = await findChannels(db, [id])
  if (!channel) throw notFound(`channel with the id ${id}`)
  return channel
}

export async function findChannels(db: Kysely<Schema>, ids: readonly string[]): Promise<Channel[]> {
  if (ids.length === 0) return []
  return withPackages(db, await selectChannels(db).where('id', 'in', ids).execute())
}

/** Every channel of the applications. */
export async function listChannelsOf(
  db: Kysely<Schema>,
  applicationIds: readonly string[],
): Promise<Channel[]> {
  if (applicationIds.length === 0) return []
  return withPackages(db, await selectChannels(db).where('application_id', 'in', applicationIds).execute())
}

export async function listChannels(
  db: Kysely<Schema>,
  applicationId: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<Channel[]> {
  const rows = await selectChannels(db)
    .where('application_id', '=', applicationId)
    .limit(limit)
    .offset(offset)
    .execute()
  return withPackages(db, rows)
}

export async function countChannels(db: Kysely<Schema>, applicationId: string): Promise<number> {
  const { count } = await db
    .selectFrom('channels')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('application_id', '=', applicationId)
    .executeTakeFirstOrThrow()
  return count
}

/** Whether the package must never be installed from the channel. */
export async function isBlacklisted(
  db: Kysely<Schema>,
  packageId: string,
  channelId: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('channel_blacklist')
    .select('package_id')
    .where('package_id', '=', packageId)
    .where('channel_id', '=', channelId)
    .executeTakeFirst()
  return row !== undefined
}

function selectChannels(db: Kysely<Schema>) {
  return db
    .selectFrom('channels')
    .select(COLUMNS)
    .orderBy(sql`name collate "C"`)
    .orderBy('seq')
}

/** Keeps the order of the rows. */
async function withPackages(db: Kysely<Schema>, rows: readonly ChannelRow[]): Promise<Channel[]> {
  const ids = rows.flatMap(({ package_id }) => package_id ?? [])
  const packages = await findPackages(db, [...new Set(ids)])
  return rows.map((row) => ({
    ...row,
    created_ts: row.created_ts.toISOString(),
    package: packages.get(row.package_id ?? '') ?? null,
  }))
}
