import { type Kysely, sql } from 'kysely'
import type { Package } from '#contract/package.ts'
import type { Schema } from '#server/database/schema.ts'
import { releaseNumbers, selectPackages, toPackage } from '#server/packages/package-queries.ts'

/** A channel's floors, lowest version first. */
export async function listFloors(
  db: Kysely<Schema>,
  channelId: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<Package[]> {
  const rows = await selectPackages(db)
    .innerJoin('channel_floors', 'channel_floors.package_id', 'packages.id')
    .select('channel_floors.floor_reason')
    .where('channel_floors.channel_id', '=', channelId)
    .orderBy(releaseNumbers)
    .orderBy('channel_floors.created_ts')
    .orderBy('packages.seq')
    .limit(limit)
    .offset(offset)
    .execute()
  return rows.map(({ floor_reason, ...row }) => ({ ...toPackage(row), is_floor: true, floor_reason }))
}

export async function countFloors(db: Kysely<Schema>, channelId: string): Promise<number> {
  const { count } = await db
    .selectFrom('channel_floors')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('channel_id', '=', channelId)
    .executeTakeFirstOrThrow()
  return count
}
