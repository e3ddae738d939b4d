import { type RawBuilder, sql } from 'kysely'
import type { Duration } from '#contract/duration.ts'
import { ANY_STATUS, INSTANCE_STATUS } from '#contract/instance-status.ts'
import { DAY_MS } from '#contract/time-units.ts'
import { contains } from '#server/database/contains.ts'
import { isCountedMachine } from '#server/database/is-counted-machine.ts'
import { hasErrorCode } from './error-code-queries.ts'
import type { NodeSearch } from './parse-node-query.ts'

export interface NodeFilter {
  application_id: string
  group_id: string
  duration: Duration
  /** 0 for any. */
  status: number
  /** Empty for any. */
  version: string
  search: NodeSearch | null
  /** Without flags; null for any. */
  errorCode?: string | null
  /** Adds the error code to each row. */
  withErrors?: boolean
  /** Leaves out the rows of the machines' other applications. */
  onlyOwn: boolean
}

/** The name in a list: the alias, or the id of a machine without one. */
export const displayName = sql<string>`(case when instances.alias <> '' then instances.alias else instances.id end)`

/** Whether a row of `instance_applications` (aliased `table`) passes the filter, apart from its search. */
export const isListed = (table: string, filter: NodeFilter, since: Date): RawBuilder<boolean> => sql`(
  ${sql.ref(`${table}.application_id`)} = ${filter.application_id} and ${isGroupNode(table, filter, since)})`

/** Like `isListed` without the condition on the application, which is redundant: a group belongs to one. */
export const isGroupNode = (table: string, filter: NodeFilter, since: Date): RawBuilder<boolean> => sql`(
  ${sql.ref(`${table}.group_id`)} = ${filter.group_id}
  and ${sql.ref(`${table}.last_check_for_updates`)} > ${since}
  and ${isCountedMachine(`${table}.instance_id`)} and ${hasStatusAndVersion(table, filter)}
  and ${hasFilteredError(table, filter, since)})`

const hasFilteredError = (table: string, { errorCode = null, group_id }: NodeFilter, since: Date) =>
  errorCode === null
    ? sql<boolean>`true`
    : hasErrorCode(table, group_id, errorCode, new Date(since.getTime() - MAX_FAILURE_MS))

/** Failures that are older than this before the window are not searched. */
const MAX_FAILURE_MS = 30 * DAY_MS

/** Needs only the table's columns `status` and `version`. */
export function hasStatusAndVersion(
  table: string,
  { status, version }: Pick<NodeFilter, 'status' | 'version'>,
): RawBuilder<boolean> {
  const hasVersion = version === '' ? sql`true` : sql`${sql.ref(`${table}.version`)} = ${version}`
  return sql`(${hasStatus(sql.ref(`${table}.status`), status)} and ${hasVersion})`
}

/** Status 1 finds nodes that never reported a status; a stored 1 is found by no filter (docs/protocol.md, “Counts”). */
function hasStatus(column: RawBuilder<unknown>, status: number): RawBuilder<boolean> {
  if (status === ANY_STATUS) return sql`true`
  if (status === INSTANCE_STATUS.undefined) return sql`${column} is null`
  return Object.values<number>(INSTANCE_STATUS).includes(status) ? sql`${column} = ${status}` : sql`false`
}

/** Needs the tables `instances` and `listed`. Each searched text of a machine has a trigram index. */
export function matchesSearch({ field, value }: NodeSearch): RawBuilder<boolean> {
  const [inAlias, inId, inIp] = [sql`instances.alias`, sql`instances.id`, sql`text(instances.ip)`].map(
    (text) => contains(text, value),
  )
  if (field === 'All') return sql`(${inAlias} or ${inId} or ${inIp})`
  // The id is the display name of a machine without an alias.
  if (field === 'alias') return sql`(${inAlias} or (instances.alias = '' and ${inId}))`
  if (field === 'id') return sql`${inId}`
  if (field === 'ip') return sql`${inIp}`
  return contains(sql.ref(`listed.${field}`), value)
}

/** Whether the search needs only the machine, not its applications. */
export const searchesMachine = ({ field }: NodeSearch): boolean => MACHINE_FIELDS.includes(field)

const MACHINE_FIELDS: readonly NodeSearch['field'][] = ['All', 'alias', 'id', 'ip']
