import { type Kysely, type RawBuilder, type Selectable, sql } from 'kysely'
import { MAX_SHARED_IDS, type NodeIdentities, type SharedIds } from '#contract/node-identity.ts'
import type { NodeIdentityTable, Schema } from '#server/database/schema.ts'
import type { Identity, Machine } from './decide-registration.ts'

/** Of each kind; a node can make no more rows than these. */
const MAX_KEPT = 8

export interface IdentityChange {
  machine: Machine
  /** What it reported before, of the kinds that have changed. */
  before: readonly Identity[]
  /** When it last reported that. */
  until: Date
  now: Date
}

/**
 * Common table expressions, to follow others, that record that machines report another address or boot id than before.
 * What comes back within a day counts as a return; an address that is leased again later doesn't.
 * @param changes at most one of a machine
 * @param written the name of the expression whose `id`s are the machines that the statement writes
 */
export function recordIdentities(changes: readonly IdentityChange[], written: string): RawBuilder<unknown> {
  const rows = changes.flatMap(({ machine, before, until, now }) =>
    before.map(({ kind, value }) => {
      const current = kind === 'address' ? machine.ip : machine.boot_id
      return { id: machine.id, kind, value, current, until, now }
    }),
  )
  if (rows.length === 0) return sql``
  return sql`,
    changes as materialized (
      select * from unnest(
        ${rows.map(({ id }) => id)}::text[], ${rows.map(({ kind }) => kind)}::text[],
        ${rows.map(({ value }) => value)}::text[], ${rows.map(({ current }) => current)}::text[],
        ${rows.map(({ until }) => until)}::timestamptz[], ${rows.map(({ now }) => now)}::timestamptz[]
      ) as c (instance_id, kind, value, current, until, now)
      where instance_id in (select id from ${sql.table(written)})
    ),
    left_behind as (
      insert into node_identities as known (instance_id, kind, value, first_seen_ts, last_seen_ts)
      select instance_id, kind, value, until, until from changes
      on conflict (instance_id, kind, value) do update set last_seen_ts = greatest(known.last_seen_ts, excluded.last_seen_ts)
    ),
    current as (
      insert into node_identities as known (instance_id, kind, value, first_seen_ts, last_seen_ts)
      select instance_id, kind, current, now, now from changes
      on conflict (instance_id, kind, value) do update set
        last_seen_ts = excluded.last_seen_ts,
        returns = known.returns + (known.last_seen_ts > excluded.last_seen_ts - interval '1 day')::int
    ),
    -- Sees the rows from before this statement, of which the two above are spared.
    forgotten as (
      delete from node_identities old using (
        select known.instance_id, known.kind, known.value,
          row_number() over (
            partition by known.instance_id, known.kind order by known.last_seen_ts desc, known.value
          ) as place
        from node_identities known join changes c on c.instance_id = known.instance_id and c.kind = known.kind
        where known.value not in (c.value, c.current)
      ) as ranked
      where old.instance_id = ranked.instance_id and old.kind = ranked.kind and old.value = ranked.value
        and ranked.place > ${sql.lit(MAX_KEPT - 2)}
    )`
}

const COLUMNS = ['instance_id', 'kind', 'value', 'first_seen_ts', 'last_seen_ts', 'returns'] as const
type Row = Pick<Selectable<NodeIdentityTable>, (typeof COLUMNS)[number]>

/** The rule of `nodeIdentitiesSchema.is_shared`, over the rows of one node. */
const IS_SHARED = sql<boolean>`
  coalesce(sum(returns) filter (where kind = 'boot_id'), 0) >= 1
  or coalesce(sum(returns) filter (where kind = 'address'), 0) >= 2`

/** Of a node that the server doesn't know, too. */
export async function readIdentities(db: Kysely<Schema>, instanceId: string): Promise<NodeIdentities> {
  const rows = await readRows(db, [instanceId])
  return toIdentities(instanceId, rows, await isSharedId(db, instanceId))
}

/** Whether several machines seem to report a node's id. */
export async function isSharedId(db: Kysely<Schema>, instanceId: string): Promise<boolean> {
  const { rows } = await sql<{ is_shared: boolean }>`
    select ${IS_SHARED} as is_shared from node_identities where instance_id = ${instanceId}`.execute(db)
  return rows[0]?.is_shared ?? false
}

/** @param groupId null for all groups */
export async function listSharedIds(db: Kysely<Schema>, groupId: string | null): Promise<SharedIds> {
  const { rows: found } = await sql<{ instance_id: string; total: number }>`
    select instance_id, (count(*) over ())::int as total from (
      select instance_id, max(last_seen_ts) as latest from node_identities
      where instance_id in (select instance_id from node_identities where returns > 0)
        and (${groupId}::uuid is null or instance_id in (
          select instance_id from instance_applications where group_id = ${groupId}::uuid
        ))
      group by instance_id having ${IS_SHARED}
    ) as shared
    order by latest desc, instance_id limit ${sql.lit(MAX_SHARED_IDS)}`.execute(db)
  const ids = found.map(({ instance_id }) => instance_id)
  const rows = await readRows(db, ids)
  return { nodes: ids.map((id) => toIdentities(id, rows, true)), total: found[0]?.total ?? 0 }
}

function readRows(db: Kysely<Schema>, ids: readonly string[]): Promise<Row[]> {
  if (ids.length === 0) return Promise.resolve([])
  return db
    .selectFrom('node_identities')
    .select(COLUMNS)
    .where('instance_id', 'in', ids)
    .orderBy('last_seen_ts', 'desc')
    .orderBy('value')
    .execute()
}

function toIdentities(instance_id: string, rows: readonly Row[], is_shared: boolean): NodeIdentities {
  const ofKind = (wanted: Row['kind']) =>
    rows
      .filter((row) => row.instance_id === instance_id && row.kind === wanted)
      .map(({ value, first_seen_ts, last_seen_ts, returns }) => ({
        value,
        first_seen_ts: first_seen_ts.toISOString(),
        last_seen_ts: last_seen_ts.toISOString(),
        returns,
      }))
  return { instance_id, is_shared, addresses: ofKind('address'), boot_ids: ofKind('boot_id') }
}
