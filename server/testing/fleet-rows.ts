import type { Insertable, Kysely } from 'kysely'
import type {
  InstanceApplicationTable,
  InstanceStatusHistoryTable,
  InstanceTable,
  Schema,
} from '#server/database/schema.ts'
import type { UpdateWorld } from './update-world.ts'

interface NodeRow extends Partial<Insertable<InstanceApplicationTable>> {
  id: string
  machine?: Partial<Insertable<InstanceTable>>
}

/** Inserts nodes of the world's group; by default last seen at `now`. */
export async function addNodes(
  db: Kysely<Schema>,
  { application_id, group_id }: UpdateWorld,
  now: Date,
  nodes: readonly NodeRow[],
): Promise<void> {
  const machines = nodes.map(({ id, machine }) => ({ id, ip: '127.0.0.1', created_ts: now, ...machine }))
  await db
    .insertInto('instances')
    .values(machines)
    .onConflict((known) => known.doNothing())
    .execute()
  const rows = nodes.map(({ id, machine: _machine, ...row }) => ({
    instance_id: id,
    application_id,
    group_id,
    granted_group_id: row.last_update_granted_ts ? group_id : null,
    version: '1.0.0',
    last_check_for_updates: now,
    created_ts: now,
    ...row,
  }))
  await db.insertInto('instance_applications').values(rows).execute()
}

type HistoryRow = Pick<Insertable<InstanceStatusHistoryTable>, 'instance_id' | 'status'> &
  Partial<Insertable<InstanceStatusHistoryTable>> & { created_ts: Date }

export async function addHistory(
  db: Kysely<Schema>,
  { application_id, group_id }: UpdateWorld,
  entries: readonly HistoryRow[],
): Promise<void> {
  const rows = entries.map((entry) => ({
    application_id,
    group_id,
    version: null,
    error_code: null,
    ...entry,
  }))
  await db.insertInto('instance_status_history').values(rows).execute()
}
