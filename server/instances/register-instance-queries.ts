import { type Kysely, type QueryCreator, sql } from 'kysely'
import type { Schema } from '#server/database/schema.ts'
import type { Context } from '#server/context.ts'
import { unlessGivenUp } from '#server/database/transaction.ts'
import type { NodeState, RegisteredNodeState } from '#server/updates/node-state-queries.ts'
import { decideRegistration, type MachineFacts, type Registration } from './register-instance.ts'

interface CheckedIn {
  instance_id: string
  application_id: string
  group_id: string
  version: string
}

/** Takes down that a node checked in. Null when what it tells of itself can't be. */
export async function registerInstance(
  { db, clock }: Context,
  state: NodeState,
  machine: MachineFacts,
  version: string,
): Promise<{ state: RegisteredNodeState; isRecognised: boolean } | null> {
  const { application_id, group, node } = state
  const now = clock.now()
  const registration = decideRegistration(state, machine, { group_id: group.id, version }, now)
  if (registration.kind === 'refused') return null
  const checkedIn = { instance_id: machine.id, application_id, group_id: group.id, version }
  await unlessGivenUp(() => writeRegistration(db, registration, machine, checkedIn, now))
  const known = node ?? {
    status: null,
    last_check_for_updates: now,
    last_update_granted_ts: null,
    last_update_version: null,
    update_in_progress: false,
  }
  return {
    state: { ...state, node: { ...known, group_id: group.id, version } },
    isRecognised: registration.isRecognised,
  }
}

/** Writes what `decideRegistration` found to be news, in one statement. */
async function writeRegistration(
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
