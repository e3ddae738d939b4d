import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Schema } from '#server/database/schema.ts'
import { coalesce } from '#server/concurrency/coalesce.ts'
import { retryOnSerializationFailure } from '#server/concurrency/retry-on-serialization-failure.ts'
import type { Machine, Registration } from './decide-registration.ts'
import { recordIdentities } from './identity-queries.ts'
import type { CheckIn } from './write-last-check.ts'

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
export const writeCheckIn = coalesce(
  async (db: Kysely<Schema>, unordered: readonly CheckInWrite[]): Promise<boolean[]> => {
    const checkIns = unordered.toSorted((one, other) => (one.machine.id < other.machine.id ? -1 : 1))
    const lasts = lastWrites(checkIns)
    const identityChanges = [...lasts.ofMachine.values()].map(
      ({ machine, writes: { before }, until, at }) => ({ machine, before, until, now: at }),
    )
    const { rows } = await retryOnSerializationFailure(() =>
      sql<{ place: string }>`
        with checks as materialized (${checkRows(checkIns, lasts)}),
        ${WRITABLE_CHECKS},
        written_machines as (select id from writable where writes_machine),
        machine as (${UPSERT_MACHINES}),
        node as (${UPSERT_NODES})
        ${recordIdentities(identityChanges, 'written_machines')}
        select place from writable`.execute(db),
    )
    const written = new Set(rows.map(({ place }) => checkIns[Number(place) - 1]))
    return unordered.map(
      (write) =>
        written.has((write.writes.writesMachine && lasts.ofMachine.get(write.machine.id)) || write) &&
        written.has((write.writes.writesNode && lasts.ofNode.get(nodeKey(write))) || write),
    )
  },
  ({ checkIn }) => checkIn.group_id,
)

const nodeKey = ({ machine, checkIn }: CheckInWrite) => JSON.stringify([machine.id, checkIn.application_id])

/** Of several check-ins of a machine or node, the last one holds. */
interface LastWrites {
  /** By machine id. */
  ofMachine: Map<string, CheckInWrite>
  /** By `nodeKey`. */
  ofNode: Map<string, CheckInWrite>
}

const lastWrites = (checkIns: readonly CheckInWrite[]): LastWrites => ({
  ofMachine: new Map(
    checkIns.filter(({ writes }) => writes.writesMachine).map((write) => [write.machine.id, write]),
  ),
  ofNode: new Map(checkIns.filter(({ writes }) => writes.writesNode).map((write) => [nodeKey(write), write])),
})

/** The check-ins as rows, each with its place in the batch, from 1. */
function checkRows(checkIns: readonly CheckInWrite[], lasts: LastWrites): RawBuilder<unknown> {
  const column = <Value>(valueOf: (write: CheckInWrite) => Value) => checkIns.map(valueOf)
  return sql`
    select * from unnest(
      ${column(({ machine }) => machine.id)}::text[], ${column(({ machine }) => machine.ip)}::inet[],
      ${column(({ machine }) => machine.alias)}::text[], ${column(({ machine }) => machine.oem)}::text[],
      ${column(({ machine }) => machine.aleph_version)}::text[], ${column(({ machine }) => machine.boot_id)}::text[],
      ${column(({ checkIn }) => checkIn.application_id)}::uuid[],
      ${column(({ checkIn }) => checkIn.group_id)}::uuid[], ${column(({ checkIn }) => checkIn.version)}::text[],
      ${column(({ at }) => at)}::timestamptz[],
      ${column((write) => lasts.ofMachine.get(write.machine.id) === write)}::boolean[],
      ${column((write) => lasts.ofNode.get(nodeKey(write)) === write)}::boolean[]
    ) with ordinality as c (
      id, ip, alias, oem, aleph_version, boot_id, application_id, group_id, version, at, writes_machine, writes_node, place
    )`
}

/** The check-ins whose machine and node are new, or locked by this statement. */
const WRITABLE_CHECKS = sql`
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
  )`

const UPSERT_MACHINES = sql`
  insert into instances (id, ip, alias, oem, aleph_version, boot_id, created_ts)
  select id, ip, alias, oem, aleph_version, boot_id, at from writable where writes_machine order by place
  on conflict (id) do update set
    ip = excluded.ip,
    alias = coalesce(nullif(excluded.alias, ''), instances.alias),
    oem = coalesce(nullif(excluded.oem, ''), instances.oem),
    aleph_version = coalesce(nullif(excluded.aleph_version, ''), instances.aleph_version),
    boot_id = coalesce(nullif(excluded.boot_id, ''), instances.boot_id)`

const UPSERT_NODES = sql`
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
    )`
