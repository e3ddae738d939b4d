import { type RawBuilder, sql } from 'kysely'
import type { Duration } from '#contract/duration.ts'
import { ANY_STATUS, INSTANCE_STATUS } from '#contract/instance-status.ts'
import { contains } from '#server/database/contains.ts'
import { isCountedMachine } from '#server/database/is-counted-machine.ts'
import type { InstanceSearch } from './node-search.ts'

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
export const shownAlias = sql<string>`(case when instances.alias <> '' then instances.alias else instances.id end)`

/** Of a row of `instance_applications` under that name: whether it is one of the group's nodes that are wanted. */
export const isWanted = (table: string, wanted: InstancesWanted, since: Date): RawBuilder<boolean> => sql`(
  ${sql.ref(`${table}.application_id`)} = ${wanted.application_id} and ${isOfGroup(table, wanted, since)})`

/** The same where the application goes without saying: a group has nodes of its own one alone. */
export const isOfGroup = (table: string, wanted: InstancesWanted, since: Date): RawBuilder<boolean> => sql`(
  ${sql.ref(`${table}.group_id`)} = ${wanted.group_id}
  and ${sql.ref(`${table}.last_check_for_updates`)} > ${since}
  and ${isCountedMachine(`${table}.instance_id`)} and ${hasStatusAndVersion(table, wanted)})`

/** Of the columns `status` and `version` of that table, and of nothing else. */
export function hasStatusAndVersion(
  table: string,
  { status, version }: Pick<InstancesWanted, 'status' | 'version'>,
): RawBuilder<boolean> {
  const ofVersion = version === '' ? sql`true` : sql`${sql.ref(`${table}.version`)} = ${version}`
  return sql`(${hasStatus(sql.ref(`${table}.status`), status)} and ${ofVersion})`
}

/** Status 1 is that of nodes that never told one; stored, it is found by no filter. */
function hasStatus(column: RawBuilder<unknown>, status: number): RawBuilder<boolean> {
  if (status === ANY_STATUS) return sql`true`
  if (status === INSTANCE_STATUS.undefined) return sql`${column} is null`
  return Object.values<number>(INSTANCE_STATUS).includes(status) ? sql`${column} = ${status}` : sql`false`
}

/** Of the tables `instances` and `shown`. Each text that it looks into has an index of its parts. */
export function matches({ field, value }: InstanceSearch): RawBuilder<boolean> {
  const [inAlias, inId, inIp] = [sql`instances.alias`, sql`instances.id`, sql`text(instances.ip)`].map(
    (text) => contains(text, value),
  )
  if (field === 'All') return sql`(${inAlias} or ${inId} or ${inIp})`
  // Where there is no alias the id is shown in its place.
  if (field === 'alias') return sql`(${inAlias} or (instances.alias = '' and ${inId}))`
  if (field === 'id') return sql`${inId}`
  if (field === 'ip') return sql`${inIp}`
  return contains(sql.ref(`shown.${field}`), value)
}

/** Whether that can be told from the machine alone, without what it told of an application. */
export const isOfMachine = ({ field }: InstanceSearch): boolean => MACHINE_FIELDS.includes(field)

const MACHINE_FIELDS: readonly InstanceSearch['field'][] = ['All', 'alias', 'id', 'ip']
