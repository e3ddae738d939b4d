import { type Kysely, type RawBuilder, sql } from 'kysely'
import { windowStart } from '#contract/duration.ts'
import type { Instance } from '#contract/instance.ts'
import type { Schema } from '#server/database/schema.ts'
import { hasSharedMachines, totalUnsearched } from './node-total-queries.ts'
import {
  type InstancesWanted,
  isOfGroup,
  isOfMachine,
  isWanted,
  matches,
  shownAlias,
} from './node-conditions.ts'
import type { InstanceOrder } from './node-order.ts'
import { NEVER } from './never.ts'

interface Page {
  limit: number
  offset: number
}

interface Row {
  id: string
  ip: string
  created_ts: Date
  alias: string
  instance_id: string
  application_id: string
  group_id: string | null
  version: string
  status: number | null
  last_check_for_updates: Date
  last_update_version: string | null
  update_in_progress: boolean
  /** How many are found in all; null where nothing is searched for. */
  found: number | null
}

/**
 * The group's nodes seen in the window. A machine with several applications is listed once for each of them,
 * with what it told of that one, as in Nebraska: `application_id` says which rows are the group's own.
 */
export async function listNodes(
  db: Kysely<Schema>,
  wanted: InstancesWanted,
  order: InstanceOrder,
  page: Page,
  now: Date,
): Promise<{ total: number; instances: Instance[] }> {
  const isOwnOnly = wanted.onlyOwn || !(await hasSharedMachines(db, wanted.group_id))
  const simplest = { ...wanted, onlyOwn: isOwnOnly }
  if (isOwnOnly && wanted.search === null && order.by === 'lastCheck') {
    const total = await countNodes(db, simplest, now)
    const { rows } = await selectByLastCheck(simplest, order.direction, page, total, now).execute(db)
    return { total, instances: rows.map(toNode) }
  }
  const { rows } = await selectRows(simplest, order, page, now).execute(db)
  // What is searched for was counted on the way, unless the page is past its end.
  const total = rows[0]?.found ?? (await countNodes(db, simplest, now))
  return { total, instances: rows.map(toNode) }
}

export async function countNodes(db: Kysely<Schema>, wanted: InstancesWanted, now: Date): Promise<number> {
  if (wanted.search === null) return totalUnsearched(db, wanted, now)
  const { rows } = await sql<{ count: number }>`
    ${searched(wanted)} select count(*)::int as count from ${wantedRows(wanted, now)}`.execute(db)
  return rows[0]?.count ?? 0
}

/** The machines that are searched for come first: how many they are, no statistics tell. */
function searched({ search }: InstancesWanted): RawBuilder<unknown> {
  return search && isOfMachine(search)
    ? sql`with found as materialized (select id from instances where ${matches(search)})`
    : sql``
}

/** As `shown`, and the machine as `instances`. */
function wantedRows(wanted: InstancesWanted, now: Date): RawBuilder<unknown> {
  const { search, onlyOwn, duration } = wanted
  const since = windowStart(duration, now)
  const isFound =
    search === null
      ? sql`true`
      : isOfMachine(search)
        ? sql`instances.id in (select id from found)`
        : matches(search)
  return onlyOwn
    ? sql`instance_applications shown join instances on instances.id = shown.instance_id
        where ${isWanted('shown', wanted, since)} and ${isFound}`
    : sql`instance_applications member join instances on instances.id = member.instance_id
        join instance_applications shown on shown.instance_id = member.instance_id
        where ${isWanted('member', wanted, since)} and ${isFound}`
}

const ORDER = {
  alias: sql`${shownAlias} collate "C"`,
  ip: sql`instances.ip`,
  lastCheck: sql`shown.last_check_for_updates`,
}

const SHOWN = sql`instances.id, instances.ip, instances.created_ts, ${shownAlias} as alias,
  shown.instance_id, shown.application_id, shown.group_id, shown.version, shown.status,
  shown.last_check_for_updates, shown.last_update_version, shown.update_in_progress`

function selectRows(
  wanted: InstancesWanted,
  { by, direction }: InstanceOrder,
  { limit, offset }: Page,
  now: Date,
): RawBuilder<Row> {
  const way = sql.raw(direction)
  return sql<Row>`
    ${searched(wanted)}
    select ${SHOWN}, ${wanted.search === null ? sql`null::int` : sql`(count(*) over ())::int`} as found
    from ${wantedRows(wanted, now)}
    order by ${ORDER[by]} ${way}, instances.id ${way}, shown.application_id ${way}
    limit ${limit} offset ${offset}`
}

/**
 * Along the index that is in this order and has all that is asked for, from its nearer end: what lies before the page
 * is counted off entry by entry. Only the page's rows are joined.
 */
function selectByLastCheck(
  wanted: InstancesWanted,
  direction: InstanceOrder['direction'],
  { limit, offset }: Page,
  total: number,
  now: Date,
): RawBuilder<Row> {
  const way = sql.raw(direction)
  const length = Math.max(0, Math.min(limit, total - offset))
  const after = Math.max(0, total - offset - length)
  const isFromEnd = after < offset
  const scanned = sql.raw(isFromEnd ? opposite(direction) : direction)
  return sql<Row>`
    select ${SHOWN}, null::int as found
    from (
      select instance_id from instance_applications shown
      where ${isOfGroup('shown', wanted, windowStart(wanted.duration, now))}
      order by last_check_for_updates ${scanned}, instance_id ${scanned}
      limit ${length} offset ${isFromEnd ? after : offset}
    ) as page
    join instance_applications shown
      on shown.instance_id = page.instance_id and shown.application_id = ${wanted.application_id}
    join instances on instances.id = page.instance_id
    order by ${ORDER.lastCheck} ${way}, instances.id ${way}`
}

const opposite = (direction: InstanceOrder['direction']) => (direction === 'asc' ? 'desc' : 'asc')

const toNode = ({ id, ip, created_ts, alias, found: _found, ...application }: Row): Instance => ({
  id,
  ip,
  created_ts: created_ts.toISOString(),
  alias,
  application: {
    ...application,
    created_ts: NEVER,
    last_check_for_updates: application.last_check_for_updates.toISOString(),
    last_update_granted_ts: null,
  },
})
