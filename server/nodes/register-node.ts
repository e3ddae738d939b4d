import { setTimeout as delay } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import { SECOND_MS } from '#contract/time-units.ts'
import { DatabaseBusyError } from '#server/errors/database-failure.ts'
import type { Schema } from '#server/database/schema.ts'
import { coalesce } from '#server/concurrency/coalesce.ts'
import type { Context } from '#server/context.ts'
import { retryOnSerializationFailure } from '#server/concurrency/retry-on-serialization-failure.ts'
import type { NodeState, RegisteredNodeState } from '#server/updates/node-state.ts'
import { recordIdentities } from './identity-queries.ts'
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
  if (!isWritten && (registration.writesMachine || registration.writesNode)) {
    const until = node?.last_check_for_updates ?? now
    const write = { machine, checkIn, writes: registration, until, at: now }
    await untilUnlocked(() => writeCheckIn(db, write))
  }
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

/** As long as the lock timeout of a statement. */
const LOCK_WAIT_MS = 5 * SECOND_MS
const LOCK_POLL_MS = 100

/**
 * Repeats a write that returns false because another session has locked its rows. Waits without a connection, which others
 * need meanwhile. Throws a `DatabaseBusyError` when the wait takes too long.
 */
async function untilUnlocked(write: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + LOCK_WAIT_MS
  // oxlint-disable-next-line no-await-in-loop -- one try after the other
  while (!(await write())) {
    if (performance.now() > deadline) throw new DatabaseBusyError('another session has locked the node')
    // oxlint-disable-next-line no-await-in-loop
    await delay(LOCK_POLL_MS)
  }
}

/**
 * Writes the time of a check-in whose version and group are unchanged, together with concurrent ones. Returns false
 * and writes nothing when they have changed in the meantime, or another session has locked the row. Compares applications
 * with `is not distinct from`, which no index serves: without statistics the planner could prefer an index of applications
 * to the one of nodes.
 */
const writeLastCheck = coalesce(
  async (db: Kysely<Schema>, checks: readonly (CheckIn & { at: Date })[]): Promise<boolean[]> => {
    const { rows } = await retryOnSerializationFailure(() =>
      sql<CheckIn>`
        with checked as materialized (
          select * from unnest(
            ${checks.map(({ instance_id }) => instance_id)}::text[],
            ${checks.map(({ application_id }) => application_id)}::uuid[],
            ${checks.map(({ group_id }) => group_id)}::uuid[],
            ${checks.map(({ version }) => version)}::text[],
            ${checks.map(({ at }) => at)}::timestamptz[]
          ) as checked (instance_id, application_id, group_id, version, at)
        ),
        free as materialized (
          select checked.* from checked join instance_applications n
            on n.instance_id = checked.instance_id and n.application_id is not distinct from checked.application_id
          where n.group_id = checked.group_id and n.version = checked.version
          for no key update of n skip locked
        )
        update instance_applications n set last_check_for_updates = free.at,
          recent_check_gaps = with_check_gap(n.recent_check_gaps, n.last_check_for_updates, free.at)
        from free
        where n.instance_id = free.instance_id and n.application_id is not distinct from free.application_id
          and n.group_id = free.group_id and n.version = free.version
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
  writes: Pick<Registration & { kind: 'registered' }, 'writesMachine' | 'writesNode' | 'before'>
  /** When the machine last reported what it did `before`. */
  until: Date
  at: Date
}

/**
 * Writes the machine and node of a check-in, and what the machine reported before, together with concurrent ones of the
 * group. Keeps an alias that was set by hand when the machine reports none. Returns false and writes nothing when another
 * session has locked a row of either. Rows are in the order of their ids: otherwise the batches of two processes could
 * deadlock.
 */
const writeCheckIn = coalesce(
  async (db: Kysely<Schema>, unordered: readonly CheckInWrite[]): Promise<boolean[]> => {
    const checkIns = unordered.toSorted((one, other) => (one.machine.id < other.machine.id ? -1 : 1))
    const column = <Value>(valueOf: (write: CheckInWrite) => Value) => checkIns.map(valueOf)
    // Of several check-ins of a machine, the last one holds.
    const lastOfMachine = new Map(
      checkIns.filter(({ writes }) => writes.writesMachine).map((write) => [write.machine.id, write]),
    )
    const lastOfNode = new Map(
      checkIns.filter(({ writes }) => writes.writesNode).map((write) => [nodeKey(write), write]),
    )
    const identityChanges = [...lastOfMachine.values()].map(({ machine, writes: { before }, until, at }) => ({
      machine,
      before,
      until,
      now: at,
    }))
    const { rows } = await retryOnSerializationFailure(() =>
      sql<{ place: string }>`
        with checks as materialized (
          select * from unnest(
            ${column(({ machine }) => machine.id)}::text[], ${column(({ machine }) => machine.ip)}::inet[],
            ${column(({ machine }) => machine.alias)}::text[], ${column(({ machine }) => machine.oem)}::text[],
            ${column(({ machine }) => machine.aleph_version)}::text[], ${column(({ machine }) => machine.boot_id)}::text[],
            ${column(({ checkIn }) => checkIn.application_id)}::uuid[],
            ${column(({ checkIn }) => checkIn.group_id)}::uuid[], ${column(({ checkIn }) => checkIn.version)}::text[],
            ${column(({ at }) => at)}::timestamptz[], ${column((write) => lastOfMachine.get(write.machine.id) === write)}::boolean[],
            ${column((write) => lastOfNode.get(nodeKey(write)) === write)}::boolean[]
          ) with ordinality as c (
            id, ip, alias, oem, aleph_version, boot_id, application_id, group_id, version, at, writes_machine, writes_node, place
          )
        ),
        free_machines as materialized (
          select i.id from checks c join instances i on i.id = c.id
          where c.writes_machine for no key update of i skip locked
        ),
        free_nodes as materialized (
          select n.instance_id, n.application_id from checks c join instance_applications n
            on n.instance_id = c.id and n.application_id is not distinct from c.application_id
          where c.writes_node for no key update of n skip locked
        ),
        writable as materialized (
          select * from checks c
          where (
            not c.writes_machine or exists (select from free_machines f where f.id = c.id)
            or not exists (select from instances i where i.id = c.id)
          ) and (
            not c.writes_node
            or exists (select from free_nodes f where f.instance_id = c.id and f.application_id = c.application_id)
            or not exists (
              select from instance_applications n
              where n.instance_id = c.id and n.application_id is not distinct from c.application_id
            )
          )
        ),
        written_machines as (select id from writable where writes_machine),
        machine as (
          insert into instances (id, ip, alias, oem, aleph_version, boot_id, created_ts)
          select id, ip, alias, oem, aleph_version, boot_id, at from writable where writes_machine order by place
          on conflict (id) do update set
            ip = excluded.ip,
            alias = coalesce(nullif(excluded.alias, ''), instances.alias),
            oem = coalesce(nullif(excluded.oem, ''), instances.oem),
            aleph_version = coalesce(nullif(excluded.aleph_version, ''), instances.aleph_version),
            boot_id = coalesce(nullif(excluded.boot_id, ''), instances.boot_id)
        ),
        node as (
          insert into instance_applications
            (instance_id, application_id, group_id, version, version_since, last_check_for_updates, created_ts)
          select id, application_id, group_id, version, at, at, at from writable where writes_node order by place
          on conflict (instance_id, application_id) do update set
            group_id = excluded.group_id,
            version = excluded.version,
            version_since = case
              when (instance_applications.group_id, instance_applications.version)
                is distinct from (excluded.group_id, excluded.version) then excluded.version_since
              else instance_applications.version_since
            end,
            last_check_for_updates = excluded.last_check_for_updates,
            recent_check_gaps = with_check_gap(
              instance_applications.recent_check_gaps, instance_applications.last_check_for_updates,
              excluded.last_check_for_updates
            )
        )
        ${recordIdentities(identityChanges, 'written_machines')}
        select place from writable`.execute(db),
    )
    const written = new Set(rows.map(({ place }) => checkIns[Number(place) - 1]))
    return unordered.map(
      (write) =>
        written.has((write.writes.writesMachine && lastOfMachine.get(write.machine.id)) || write) &&
        written.has((write.writes.writesNode && lastOfNode.get(nodeKey(write))) || write),
    )
  },
  ({ checkIn }) => checkIn.group_id,
)

const nodeKey = ({ machine, checkIn }: CheckInWrite) => JSON.stringify([machine.id, checkIn.application_id])
