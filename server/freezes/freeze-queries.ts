import type { Kysely } from 'kysely'
import type { Freeze, FrozenGroup } from '#contract/freeze.ts'
import type { Schema } from '#server/database/schema.ts'

/** Whose groups are frozen: this server's (null), or those of the update server at this URL. */
export type FrozenServer = string | null

const MAX_FREEZES = 20

const GROUP_COLUMNS = [
  'application_id',
  'group_id',
  'application_name',
  'group_name',
  'before',
  'outcome',
  'thaw',
  'message',
] as const

/** Newest first, 20 at most. */
export async function listFreezes(
  db: Kysely<Schema>,
  server: FrozenServer,
  which: { inForce?: boolean; id?: string } = {},
): Promise<Freeze[]> {
  const freezes = await db
    .selectFrom('freezes')
    .select(['id', 'created_ts', 'actor', 'reason', 'exceptions', 'thawed_ts', 'thawed_by'])
    .where('update_server', 'is not distinct from', server)
    .$if(which.inForce === true, (query) => query.where('thawed_ts', 'is', null))
    .$if(which.id !== undefined, (query) => query.where('id', '=', which.id ?? ''))
    .orderBy('created_ts', 'desc')
    .limit(MAX_FREEZES)
    .execute()
  if (freezes.length === 0) return []
  const groups = await db
    .selectFrom('frozen_groups')
    .select([...GROUP_COLUMNS, 'freeze_id'])
    .where(
      'freeze_id',
      'in',
      freezes.map(({ id }) => id),
    )
    .orderBy('position')
    .execute()
  return freezes.map(({ created_ts, thawed_ts, ...freeze }) => ({
    ...freeze,
    created_ts: created_ts.toISOString(),
    thawed_ts: thawed_ts?.toISOString() ?? null,
    groups: groups.flatMap(({ freeze_id, ...group }) => (freeze_id === freeze.id ? group : [])),
  }))
}

export async function findFrozenGroup(
  db: Kysely<Schema>,
  id: string,
  groupId: string,
): Promise<FrozenGroup | undefined> {
  return db
    .selectFrom('frozen_groups')
    .select(GROUP_COLUMNS)
    .where('freeze_id', '=', id)
    .where('group_id', '=', groupId)
    .executeTakeFirst()
}
