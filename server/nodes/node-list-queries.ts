import { type Kysely, type RawBuilder, sql } from 'kysely'
import { windowStart } from '#contract/duration.ts'
import type { Instance } from '#contract/instance.ts'
import type { Schema } from '#server/database/schema.ts'
import { countUnsearched, hasSharedMachines } from './node-total-queries.ts'
import { latestErrorCode } from './error-code-queries.ts'
import {
  displayName,
  isGroupNode,
  isListed,
  matchesSearch,
  type NodeFilter,
  searchesMachine,
} from './node-conditions.ts'
import type { NodeOrder } from './parse-node-query.ts'
import { type ApplicationRow, toInstanceApplication } from './node-queries.ts'

interface Page {
  limit: number
  offset: number
}

interface ListedRow extends ApplicationRow {
  id: string
  ip: string
  created_ts: Date
  alias: string
  /** The total of a search; null without one. */
  total: number | null
}

/** What a page is made of. */
export interface NodePageQuery {
  filter: NodeFilter
  order: NodeOrder
  page: Page
  now: Date
}

/**
 * The group's nodes seen in the window. As in Nebraska, a machine with several applications is listed once for each of
 * them; `application_id` distinguishes the group's own rows.
 */
export async function listNodes(
  db: Kysely<Schema>,
  query: NodePageQuery,
): Promise<{ total: number; instances: Instance[] }> {
  const { total, rows } = await selectPage(db, query, columnsOf(query.filter))
  return { total, instances: rows.map(toListedNode) }
}

/** What names a row of a page. */
interface NodeKey {
  instance_id: string
  application_id: string
  total: number | null
}

/** Like `listNodes`, but only the names of the rows, for `readListedNodes`. */
export function listNodeKeys(
  db: Kysely<Schema>,
  query: NodePageQuery,
): Promise<{ total: number; rows: NodeKey[] }> {
  return selectPage(db, query, sql<NodeKey>`listed.instance_id, listed.application_id`)
}

/** The rows of these names, in their order; without those that have been deleted meanwhile. */
export async function readListedNodes(
  db: Kysely<Schema>,
  keys: readonly NodeKey[],
  filter: Pick<NodeFilter, 'withErrors'>,
): Promise<Instance[]> {
  const { rows } = await sql<ListedRow>`
    select ${columnsOf(filter)}, null::int as total
    from unnest(
      ${keys.map(({ instance_id }) => instance_id)}::text[], ${keys.map(({ application_id }) => application_id)}::uuid[]
    ) with ordinality as page (instance_id, application_id, place)
    join instance_applications listed
      on listed.instance_id = page.instance_id and listed.application_id = page.application_id
    join instances on instances.id = page.instance_id
    order by place`.execute(db)
  return rows.map(toListedNode)
}

async function selectPage<Row extends { total: number | null }>(
  db: Kysely<Schema>,
  { filter, order, page, now }: NodePageQuery,
  columns: RawBuilder<Row>,
): Promise<{ total: number; rows: Row[] }> {
  const onlyOwn = filter.onlyOwn || !(await hasSharedMachines(db, filter.group_id))
  const query = { filter: { ...filter, onlyOwn }, order, page, now }
  if (onlyOwn && filter.search === null && order.by === 'lastCheck') {
    const total = await countNodes(db, query.filter, now)
    const { rows } = await selectByLastCheck(query, total, columns).execute(db)
    return { total, rows }
  }
  const { rows } = await selectRows(query, columns).execute(db)
  // A search counts its total on the way, except on a page past the end.
  return { total: rows[0]?.total ?? (await countNodes(db, query.filter, now)), rows }
}

export async function countNodes(db: Kysely<Schema>, filter: NodeFilter, now: Date): Promise<number> {
  if (filter.search === null && (filter.errorCode ?? null) === null) return countUnsearched(db, filter, now)
  const { rows } = await sql<{ count: number }>`
    ${withFoundMachines(filter)} select count(*)::int as count from ${filteredNodes(filter, now)}`.execute(db)
  return rows[0]?.count ?? 0
}

/** Finds the searched machines first, because the planner has no statistics to estimate their number. */
function withFoundMachines({ search }: NodeFilter): RawBuilder<unknown> {
  return search && searchesMachine(search)
    ? sql`with found as materialized (select id from instances where ${matchesSearch(search)})`
    : sql``
}

/** The rows to list as `listed`, joined with their machines as `instances`. */
function filteredNodes(filter: NodeFilter, now: Date): RawBuilder<unknown> {
  const { search, onlyOwn, duration } = filter
  const since = windowStart(duration, now)
  const isFound =
    search === null
      ? sql`true`
      : searchesMachine(search)
        ? sql`instances.id in (select id from found)`
        : matchesSearch(search)
  return onlyOwn
    ? sql`instance_applications listed join instances on instances.id = listed.instance_id
        where ${isListed('listed', filter, since)} and ${isFound}`
    : sql`instance_applications own join instances on instances.id = own.instance_id
        join instance_applications listed on listed.instance_id = own.instance_id
        where ${isListed('own', filter, since)} and ${isFound}`
}

const ORDER = {
  alias: sql`${displayName} collate "C"`,
  ip: sql`instances.ip`,
  lastCheck: sql`listed.last_check_for_updates`,
}

const columnsOf = ({ withErrors = false }: Pick<NodeFilter, 'withErrors'>) =>
  withErrors ? sql<ListedRow>`${COLUMNS}, ${latestErrorCode('listed')} as error_code` : COLUMNS

const COLUMNS = sql<ListedRow>`instances.id, instances.ip, instances.created_ts, ${displayName} as alias,
  listed.instance_id, listed.application_id, listed.group_id, listed.version, listed.status,
  listed.last_check_for_updates, listed.last_update_version, listed.update_in_progress`

function selectRows<Row>(
  { filter, order: { by, direction }, page: { limit, offset }, now }: NodePageQuery,
  columns: RawBuilder<Row>,
): RawBuilder<Row> {
  const dir = sql.raw(direction)
  return sql<Row>`
    ${withFoundMachines(filter)}
    select ${columns}, ${filter.search === null ? sql`null::int` : sql`(count(*) over ())::int`} as total
    from ${filteredNodes(filter, now)}
    order by ${ORDER[by]} ${dir}, instances.id ${dir}, listed.created_ts ${dir},
      listed.application_id ${dir}
    limit ${limit} offset ${offset}`
}

/**
 * Scans the covering index in this order, from the end nearer to the page: rows before the page are skipped within the
 * index, and only the page's rows are joined.
 */
function selectByLastCheck<Row>(
  { filter, order: { direction }, page: { limit, offset }, now }: NodePageQuery,
  total: number,
  columns: RawBuilder<Row>,
): RawBuilder<Row> {
  const length = Math.max(0, Math.min(limit, total - offset))
  const after = Math.max(0, total - offset - length)
  const isFromEnd = after < offset
  const dir = sql.raw(direction)
  const scanDir = sql.raw(isFromEnd ? opposite(direction) : direction)
  return sql<Row>`
    select ${columns}, null::int as total
    from (
      select instance_id from instance_applications listed
      where ${isGroupNode('listed', filter, windowStart(filter.duration, now))}
      order by last_check_for_updates ${scanDir}, instance_id ${scanDir}
      limit ${length} offset ${isFromEnd ? after : offset}
    ) as page
    join instance_applications listed
      on listed.instance_id = page.instance_id and listed.application_id = ${filter.application_id}
    join instances on instances.id = page.instance_id
    order by ${ORDER.lastCheck} ${dir}, instances.id ${dir}`
}

const opposite = (direction: NodeOrder['direction']) => (direction === 'asc' ? 'desc' : 'asc')

const toListedNode = ({ id, ip, created_ts, alias, total: _total, ...application }: ListedRow): Instance => ({
  id,
  ip,
  created_ts: created_ts.toISOString(),
  alias,
  application: toInstanceApplication(application),
})
