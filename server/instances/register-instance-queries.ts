import { type Kysely, type QueryCreator, sql } from 'kysely'
import type { Schema } from '#server/database/schema.ts'
import type { MachineFacts, Registration } from './register-instance.ts'

interface CheckedIn {
  instance_id: string
  application_id: string
  group_id: string
  version: string
}

/** Writes what `decideRegistration` found to be news, in one statement. */
export async function writeRegistration(
  db: Kysely<Schema>,
  { writesMachine, writesNode }: Registration & { kind: 'registered' },
  machine: MachineFacts,
  node: CheckedIn,
  now: Date,
): Promise<void> {
  if (writesMachine && writesNode) {
    const both = db.with('machine', (query) => upsertMachine(query, machine, now).returning('id'))
    await upsertNode(both, node, now).execute()
  } else if (writesMachine) await upsertMachine(db, machine, now).execute()
  else if (writesNode) await upsertNode(db, node, now).execute()
}

/** An alias that is set by hand meanwhile is not lost to a machine that sends none. */
const upsertMachine = (query: QueryCreator<Schema>, machine: MachineFacts, now: Date) =>
  query
    .insertInto('instances')
    .values({ ...machine, created_ts: now })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({
        ip: machine.ip,
        alias: sql`coalesce(nullif(excluded.alias, ''), instances.alias)`,
        oem: sql`coalesce(nullif(excluded.oem, ''), instances.oem)`,
        aleph_version: sql`coalesce(nullif(excluded.aleph_version, ''), instances.aleph_version)`,
      }),
    )

const upsertNode = (query: QueryCreator<Schema>, node: CheckedIn, now: Date) =>
  query
    .insertInto('instance_applications')
    .values({ ...node, last_check_for_updates: now, created_ts: now })
    .onConflict((conflict) =>
      conflict.columns(['instance_id', 'application_id']).doUpdateSet({
        group_id: node.group_id,
        version: node.version,
        last_check_for_updates: now,
      }),
    )
