import type { Kysely } from 'kysely'
import type { Schema } from '#server/database/schema.ts'

/** The channels that have the package as a floor, with the reasons. */
export function listFloorsOfPackage(db: Kysely<Schema>, packageId: string) {
  return db
    .selectFrom('channel_floors')
    .select(['channel_id', 'floor_reason'])
    .where('package_id', '=', packageId)
    .execute()
}

/** Null when the package is not a floor of the channel. */
export async function findFloor(db: Kysely<Schema>, channelId: string, packageId: string) {
  const floors = await listFloorsOfPackage(db, packageId)
  return floors.find(({ channel_id }) => channel_id === channelId) ?? null
}
