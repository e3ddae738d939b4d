import type { Kysely } from 'kysely'
import type { Schema } from '#server/database/schema.ts'

/** The version of the package in the group's channel; null for none. */
export async function findTarget(db: Kysely<Schema>, groupId: string): Promise<string | null> {
  const target = await db
    .selectFrom('groups')
    .innerJoin('channels', 'channels.id', 'groups.channel_id')
    .innerJoin('packages', 'packages.id', 'channels.package_id')
    .select('packages.version')
    .where('groups.id', '=', groupId)
    .executeTakeFirst()
  return target?.version ?? null
}
