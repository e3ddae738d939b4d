import ipaddr from 'ipaddr.js'
import type { NodeFilter } from '#src/domain/nodes/node-filter.ts'
import { parseSort, type Sort } from '#src/lib/sort.ts'
import type { NodeRow } from './node-row.ts'

/** What nodes can be sorted by: the group's place among all, or what the server sorts a group's list by. */
export const NODE_SORT_COLUMNS = ['group', 'alias', 'ip', 'lastCheck'] as const
export type NodeSort = Sort<(typeof NODE_SORT_COLUMNS)[number]>

/** Silent nodes come with the longest silence first, others group by group. */
export const defaultSort = ({ older }: Pick<NodeFilter, 'older'>): NodeSort =>
  older === null ? { column: 'group', descending: false } : { column: 'lastCheck', descending: false }

export const parseNodeSort = (params: URLSearchParams, filter: Pick<NodeFilter, 'older'>): NodeSort =>
  parseSort(params.get('sort'), NODE_SORT_COLUMNS) ?? defaultSort(filter)

type Compare = (a: NodeRow, b: NodeRow) => number

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const byId: Compare = (a, b) => byText(a.id, b.id)
const byAlias: Compare = (a, b) => byText(a.alias ?? a.id, b.alias ?? b.id) || byId(a, b)
const byCheck: Compare = (a, b) => a.checkedAt - b.checkedAt || byId(a, b)

/** As PostgreSQL orders addresses: version 4 first, then by their bytes. */
export function compareAddresses(a: string, b: string): number {
  const [one, other] = [bytesOf(a), bytesOf(b)]
  if (one.length !== other.length) return one.length - other.length
  for (const [index, byte] of one.entries()) {
    const difference = byte - (other[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

const bytesOf = (address: string): number[] =>
  ipaddr.isValid(address) ? ipaddr.parse(address).toByteArray() : []

/** The order in which the servers' lists are, across groups. `places` are those of the groups, by id. */
export function nodeComparator(
  sort: NodeSort,
  places: ReadonlyMap<string, number>,
  within: Compare,
): Compare {
  const place = ({ group }: NodeRow) => places.get(group.groupId) ?? 0
  const ascending: Record<NodeSort['column'], Compare> = {
    group: (a, b) => place(a) - place(b),
    alias: byAlias,
    ip: (a, b) => compareAddresses(a.ip, b.ip) || byId(a, b),
    lastCheck: byCheck,
  }
  const compare = ascending[sort.column]
  // Within a group the order stays, whichever way the groups go.
  if (sort.column === 'group') {
    return sort.descending ? (a, b) => compare(b, a) || within(a, b) : (a, b) => compare(a, b) || within(a, b)
  }
  return sort.descending ? (a, b) => compare(b, a) : compare
}

/** How nodes stand within their group while groups stand by their names. */
export const orderWithinGroup = (silentFirst: boolean): { sortBy: 'lastCheck' | 'alias'; compare: Compare } =>
  silentFirst ? { sortBy: 'lastCheck', compare: byCheck } : { sortBy: 'alias', compare: byAlias }
