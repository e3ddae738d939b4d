import { type Kysely, type QueryCreator, sql } from 'kysely'
import type { Schema } from '#server/database/schema.ts'
import { batched } from '#server/database/batched.ts'
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
  const isWritten =
    registration.writesNode &&
    !registration.writesMachine &&
    node?.group_id === group.id &&
    node.version === version &&
    (await noteCheck(db, { ...checkedIn, at: now }))
  if (!isWritten) await unlessGivenUp(() => writeRegistration(db, registration, machine, checkedIn, now))
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

/**
 * The check-in of a node that is where it was and runs what it ran, with those of all others at the same time.
 * False, with nothing written, when it no longer is, or does.
 */
const noteCheck = batched(async (db, checks: readonly (CheckedIn & { at: Date })[]): Promise<boolean[]> => {
  const { rows } = await unlessGivenUp(() =>
    sql<CheckedIn>`
        update instance_applications n set last_check_for_updates = told.at
        from unnest(
          ${checks.map(({ instance_id }) => instance_id)}::text[],
          ${checks.map(({ application_id }) => application_id)}::uuid[],
          ${checks.map(({ group_id }) => group_id)}::uuid[],
          ${checks.map(({ version }) => version)}::text[],
          ${checks.map(({ at }) => at)}::timestamptz[]
        ) as told (instance_id, application_id, group_id, version, at)
        where n.instance_id = told.instance_id and n.application_id = told.application_id
          and n.group_id = told.group_id and n.version = told.version
        returning n.instance_id, n.application_id, n.group_id, n.version`.execute(db),
  )
  const keyOf = ({ instance_id, application_id, group_id, version }: CheckedIn) =>
    JSON.stringify([instance_id, application_id, group_id, version])
  const written = new Set(rows.map(keyOf))
  return checks.map((check) => written.has(keyOf(check)))
})

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
