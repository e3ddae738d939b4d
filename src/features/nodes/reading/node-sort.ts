import ipaddr from 'ipaddr.js'
import type { NodeFilter } from '#src/domain/nodes/node-filter.ts'
import { parseSort, type Sort } from '#src/lib/sort.ts'
import type { NodeRow } from './node-row.ts'

/** The order of the groups themselves, or a column by which the server sorts a group's nodes. */
export const NODE_SORT_COLUMNS = ['group', 'alias', 'ip', 'lastCheck'] as const
export type NodeSort = Sort<(typeof NODE_SORT_COLUMNS)[number]>

/** Silent nodes start with the longest silence; all others are listed group by group. */
export const defaultSort = ({ older }: Pick<NodeFilter, 'older'>): NodeSort =>
  older === null ? { column: 'group', descending: false } : { column: 'lastCheck', descending: false }

export const parseNodeSort = (params: URLSearchParams, filter: Pick<NodeFilter, 'older'>): NodeSort =>
  parseSort(params.get('sort'), NODE_SORT_COLUMNS) ?? defaultSort(filter)

type Compare = (a: NodeRow, b: NodeRow) => number

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const byId: Compare = (a, b) => compareText(a.id, b.id)
const byAlias: Compare = (a, b) => compareText(a.alias ?? a.id, b.alias ?? b.id) || byId(a, b)
const byLastCheck: Compare = (a, b) => a.checkedAt - b.checkedAt || byId(a, b)
const byAddress: Compare = (a, b) => compareAddresses(a.ip, b.ip) || byId(a, b)

/** Orders addresses like PostgreSQL's `inet`: version 4 first, then by their bytes. */
export function compareAddresses(a: string, b: string): number {
  const [bytesA, bytesB] = [bytesOf(a), bytesOf(b)]
  if (bytesA.length !== bytesB.length) return bytesA.length - bytesB.length
  for (const [index, byte] of bytesA.entries()) {
    const difference = byte - (bytesB[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

const bytesOf = (address: string): number[] =>
  ipaddr.isValid(address) ? ipaddr.parse(address).toByteArray() : []

/**
 * Compares nodes of different groups in the order in which the servers sort each group's list.
 * @param groupOrder position of each group, by id
 * @param compareWithinGroup order inside a group while sorting by group; it stays the same in either direction
 */
export function nodeComparator(
  { column, descending }: NodeSort,
  groupOrder: ReadonlyMap<string, number>,
  compareWithinGroup: Compare,
): Compare {
  const position = ({ group }: NodeRow) => groupOrder.get(group.groupId) ?? 0
  const ascending: Record<NodeSort['column'], Compare> = {
    group: (a, b) => position(a) - position(b),
    alias: byAlias,
    ip: byAddress,
    lastCheck: byLastCheck,
  }
  const compare = ascending[column]
  const directed: Compare = descending ? (a, b) => compare(b, a) : compare
  return column === 'group' ? (a, b) => directed(a, b) || compareWithinGroup(a, b) : directed
}

/** How nodes are sorted inside their group while the groups are sorted by name. */
export const orderWithinGroup = (silentFirst: boolean): { sortBy: 'lastCheck' | 'alias'; compare: Compare } =>
  silentFirst ? { sortBy: 'lastCheck', compare: byLastCheck } : { sortBy: 'alias', compare: byAlias }
