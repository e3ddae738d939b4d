import { type Kysely, type RawBuilder, sql } from 'kysely'
import { type Duration, windowStart } from '#contract/duration.ts'
import type { Instance } from '#contract/instance.ts'
import { ANY_STATUS, INSTANCE_STATUS } from '#contract/instance-status.ts'
import { contains } from '#server/database/contains.ts'
import type { Schema } from '#server/database/schema.ts'
import { isCounted } from './counted-instances.ts'
import type { InstanceOrder } from './instance-order.ts'
import type { InstanceSearch } from './instance-search.ts'
import { NEVER } from './never.ts'

export interface InstancesWanted {
  application_id: string
  group_id: string
  duration: Duration
  /** 0 for any. */
  status: number
  /** Empty for any. */
  version: string
  search: InstanceSearch | null
  /** Leaves out what the machines told of other applications. */
  onlyOwn: boolean
}

/** The name that a list shows: the id where there is no alias. */
const shownAlias = sql<string>`(case when instances.alias <> '' then instances.alias else instances.id end)`

/**
 * The group's nodes seen in the window. A machine with several applications is listed once for each of them,
 * with what it told of that one, as in Nebraska: `application_id` says which rows are the group's own.
 */
function selectInstances(db: Kysely<Schema>, wanted: InstancesWanted, now: Date) {
  const { application_id, group_id, duration, status, version, search, onlyOwn } = wanted
  return db
    .selectFrom('instance_applications as member')
    .innerJoin('instances', 'instances.id', 'member.instance_id')
    .innerJoin('instance_applications as shown', 'shown.instance_id', 'instances.id')
    .where('member.application_id', '=', application_id)
    .where('member.group_id', '=', group_id)
    .where('member.last_check_for_updates', '>', windowStart(duration, now))
    .where(isCounted('member.instance_id'))
    .$if(status !== ANY_STATUS, (query) => query.where(hasStatus(status)))
    .$if(version !== '', (query) => query.where('member.version', '=', version))
    .$if(onlyOwn, (query) => query.whereRef('shown.application_id', '=', 'member.application_id'))
    .$if(search !== null, (query) => query.where(matches(search)))
}

/** Status 1 is that of nodes that never told one; stored, it is found by no filter. */
function hasStatus(status: number): RawBuilder<boolean> {
  if (status === INSTANCE_STATUS.undefined) return sql`member.status is null`
  return Object.values<number>(INSTANCE_STATUS).includes(status) ? sql`member.status = ${status}` : sql`false`
}

function matches(search: InstanceSearch | null): RawBuilder<boolean> {
  if (!search) return sql`true`
  const { field, value } = search
  const [inAlias, inId, inIp] = [shownAlias, sql.ref('instances.id'), sql`text(instances.ip)`].map((text) =>
    contains(text, value),
  )
  if (field === 'All') return sql`(${inAlias} or ${inId} or ${inIp})`
  if (field === 'alias') return sql`${inAlias}`
  if (field === 'id') return sql`${inId}`
  if (field === 'ip') return sql`${inIp}`
  return contains(sql.ref(`shown.${field}`), value)
}

export async function totalInstances(
  db: Kysely<Schema>,
  wanted: InstancesWanted,
  now: Date,
): Promise<number> {
  const { count } = await selectInstances(db, wanted, now)
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

const ORDER = {
  alias: sql`${shownAlias} collate "C"`,
  ip: sql`instances.ip`,
  lastCheck: sql`shown.last_check_for_updates`,
}

export async function listInstances(
  db: Kysely<Schema>,
  wanted: InstancesWanted,
  { by, direction }: InstanceOrder,
  { limit, offset }: { limit: number; offset: number },
  now: Date,
): Promise<Instance[]> {
  const rows = await selectInstances(db, wanted, now)
    .select(['instances.id', 'instances.ip', 'instances.created_ts', shownAlias.as('alias')])
    .select(['shown.instance_id', 'shown.application_id', 'shown.group_id', 'shown.version', 'shown.status'])
    .select(['shown.last_check_for_updates', 'shown.last_update_version', 'shown.update_in_progress'])
    .orderBy(ORDER[by], direction)
    .orderBy('instances.id', direction)
    .orderBy('shown.application_id', direction)
    .limit(limit)
    .offset(offset)
    .execute()
  return rows.map(({ id, ip, created_ts, alias, ...application }) => ({
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
  }))
}
