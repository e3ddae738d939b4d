import { type Kysely, sql } from 'kysely'
import type { Schema } from '#server/database/schema.ts'
import { coalesce } from '#server/concurrency/coalesce.ts'
import type { Context } from '#server/context.ts'
import { retryOnSerializationFailure } from '#server/concurrency/retry-on-serialization-failure.ts'
import type { NodeState, RegisteredNodeState } from '#server/updates/node-state.ts'
import { decideRegistration, type Machine, type Registration } from './decide-registration.ts'

interface CheckIn {
  instance_id: string
  application_id: string
  group_id: string
  version: string
}

/** Records a check-in. Null when the id, the version or an attribute is invalid. */
export async function registerNode(
  { db, clock }: Context,
  state: NodeState,
  machine: Machine,
  version: string,
): Promise<{ state: RegisteredNodeState; isRecognised: boolean } | null> {
  const { application_id, group, node } = state
  const now = clock.now()
  const registration = decideRegistration(state, machine, { group_id: group.id, version }, now)
  if (registration.kind === 'refused') return null
  const checkIn = { instance_id: machine.id, application_id, group_id: group.id, version }
  const isWritten =
    registration.writesNode &&
    !registration.writesMachine &&
    node?.group_id === group.id &&
    node.version === version &&
    (await writeLastCheck(db, { ...checkIn, at: now }))
  if (!isWritten && (registration.writesMachine || registration.writesNode))
    await writeCheckIn(db, { machine, checkIn, writes: registration, at: now })
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
 * Writes the time of a check-in whose version and group are unchanged, together with concurrent ones. Returns false
 * and writes nothing when they have changed in the meantime. Compares applications with `is not distinct from`, which
 * no index serves: without statistics the planner could prefer an index of applications to the one of nodes.
 */
const writeLastCheck = coalesce(
  async (db: Kysely<Schema>, checks: readonly (CheckIn & { at: Date })[]): Promise<boolean[]> => {
    const { rows } = await retryOnSerializationFailure(() =>
      sql<CheckIn>`
        update instance_applications n set last_check_for_updates = checked.at
        from unnest(
          ${checks.map(({ instance_id }) => instance_id)}::text[],
          ${checks.map(({ application_id }) => application_id)}::uuid[],
          ${checks.map(({ group_id }) => group_id)}::uuid[],
          ${checks.map(({ version }) => version)}::text[],
          ${checks.map(({ at }) => at)}::timestamptz[]
        ) as checked (instance_id, application_id, group_id, version, at)
        where n.instance_id = checked.instance_id and n.application_id is not distinct from checked.application_id
          and n.group_id = checked.group_id and n.version = checked.version
        returning n.instance_id, n.application_id, n.group_id, n.version`.execute(db),
    )
    const keyOf = ({ instance_id, application_id, group_id, version }: CheckIn) =>
      JSON.stringify([instance_id, application_id, group_id, version])
    const written = new Set(rows.map(keyOf))
    return checks.map((check) => written.has(keyOf(check)))
  },
)

interface CheckInWrite {
  machine: Machine
  checkIn: CheckIn
  writes: Pick<Registration & { kind: 'registered' }, 'writesMachine' | 'writesNode'>
  at: Date
}

/**
 * Writes the machine and node of a check-in, together with concurrent ones. Keeps an alias that was set by hand when
 * the machine reports none. Rows are in the order of their ids: otherwise the batches of two processes could deadlock.
 */
const writeCheckIn = coalesce(
  async (db: Kysely<Schema>, unordered: readonly CheckInWrite[]): Promise<true[]> => {
    const checkIns = unordered.toSorted((one, other) => (one.machine.id < other.machine.id ? -1 : 1))
    const machines = checkIns.filter(({ writes }) => writes.writesMachine)
    const nodes = checkIns.filter(({ writes }) => writes.writesNode)
    await retryOnSerializationFailure(() =>
      sql`
        with machine as (
          insert into instances (id, ip, alias, oem, aleph_version, created_ts)
          select * from unnest(
            ${machines.map(({ machine }) => machine.id)}::text[],
            ${machines.map(({ machine }) => machine.ip)}::inet[],
            ${machines.map(({ machine }) => machine.alias)}::text[],
            ${machines.map(({ machine }) => machine.oem)}::text[],
            ${machines.map(({ machine }) => machine.aleph_version)}::text[],
            ${machines.map(({ at }) => at)}::timestamptz[]
          )
          on conflict (id) do update set
            ip = excluded.ip,
            alias = coalesce(nullif(excluded.alias, ''), instances.alias),
            oem = coalesce(nullif(excluded.oem, ''), instances.oem),
            aleph_version = coalesce(nullif(excluded.aleph_version, ''), instances.aleph_version)
        )
        insert into instance_applications
          (instance_id, application_id, group_id, version, last_check_for_updates, created_ts)
        select node.*, node.at from unnest(
          ${nodes.map(({ checkIn }) => checkIn.instance_id)}::text[],
          ${nodes.map(({ checkIn }) => checkIn.application_id)}::uuid[],
          ${nodes.map(({ checkIn }) => checkIn.group_id)}::uuid[],
          ${nodes.map(({ checkIn }) => checkIn.version)}::text[],
          ${nodes.map(({ at }) => at)}::timestamptz[]
        ) as node (instance_id, application_id, group_id, version, at)
        on conflict (instance_id, application_id) do update set
          group_id = excluded.group_id,
          version = excluded.version,
          last_check_for_updates = excluded.last_check_for_updates`.execute(db),
    )
    return checkIns.map(() => true)
  },
)
