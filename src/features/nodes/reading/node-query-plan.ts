import { type Duration, DURATION_MS, DURATIONS } from '#contract/duration.ts'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import { HOUR_MS } from '#contract/time-units.ts'
import type { InstanceFilter } from '#src/api/instances.ts'
import { type CheckTime, checkTimeAt, isAge, type NodeFilter } from '#src/domain/nodes/node-filter.ts'
import { matchingGroups, type NodeGroup } from './node-group.ts'
import type { NodeRow } from './node-row.ts'
import { nodeComparator, type NodeSort, orderWithinGroup } from './node-sort.ts'
import { type ResidualFilter, type ResidualFilterKind, residualFilters } from './residual-filters.ts'

/** A list that the server filters and sorts: one group's nodes, with at most one status and one version. */
export interface NodeList {
  group: NodeGroup
  request: Omit<InstanceFilter, 'page' | 'perPage'> & Required<Pick<InstanceFilter, 'sortBy' | 'sortOrder'>>
  /**
   * Nodes seen within this window are not wanted. They stand together at one end of a list sorted by last check, so
   * their number says where to begin or end.
   */
  excludeSeenWithin: Duration | null
}

/** How the nodes of a filter are read with the requests that an update server offers. */
export interface NodeQueryPlan {
  groups: readonly NodeGroup[]
  /** In the order of their groups. */
  lists: readonly NodeList[]
  /** Filters left to the browser. Without any, the servers do it all and each page can be read on its own. */
  residualFilters: readonly ResidualFilter[]
  /** A list has no further match after its first node that was seen too recently. */
  stopsEarly: boolean
  sort: NodeSort
  compare: (a: NodeRow, b: NodeRow) => number
}

// A list per combination of status and version; with more lists, reading everything and filtering here is faster.
const MAX_LISTS_PER_GROUP = 8
const MAX_SPLIT_LISTS = 64
/** Nodes silent for longer than this rarely check in, and so change the order, while their list is read. */
const STABLE_SILENCE_MS = HOUR_MS

export interface PlanOptions {
  /** Plan to read every node, as an export does: silence is then a residual filter and not a position in the list. */
  readAll?: boolean
}

/**
 * @param allGroups in the order in which they are listed
 * @param now the time from which ages count, in ms
 */
export function planNodeQuery(
  filter: NodeFilter,
  allGroups: readonly NodeGroup[],
  sort: NodeSort,
  now: number,
  { readAll = false }: PlanOptions = {},
): NodeQueryPlan {
  const groups = matchingGroups(allGroups, filter)
  const window = smallestWindow(filter.newer, now)
  const values = splitValues(filter, groups.length)
  const withinGroup = orderWithinGroup(filter.older !== null)

  const residual = new Set<ResidualFilterKind>()
  if (!window.isExact) residual.add('newer')
  if (filter.side !== null) residual.add('side')
  if (values === null) {
    residual.add('status')
    residual.add('version')
    residual.add('error')
  }
  const sortsByLastCheck = sort.column === 'lastCheck' || (sort.column === 'group' && filter.older !== null)
  const excludeSeenWithin =
    filter.older !== null && sortsByLastCheck && residual.size === 0 && !readAll
      ? exactWindow(filter.older)
      : null
  if (filter.older !== null && excludeSeenWithin === null) residual.add('older')
  const filters = residualFilters(filter, residual, now)

  const silenceMs = filter.older === null ? 0 : now - checkTimeAt(filter.older, now)
  const stopsEarly = residual.has('older') && silenceMs >= STABLE_SILENCE_MS
  const search = filter.search.trim()
  const request = {
    duration: window.duration,
    ...readingOrder(sort, withinGroup.sortBy, filters.length > 0 || readAll, stopsEarly),
    ...(search !== '' && { searchField: filter.searchField, searchValue: search }),
  }
  const listedGroups = sort.column === 'group' && sort.descending ? groups.toReversed() : groups
  return {
    groups,
    lists: listedGroups.flatMap((group) =>
      (values ?? [{}]).map((value): NodeList => ({
        group,
        request: { ...request, ...value },
        excludeSeenWithin,
      })),
    ),
    residualFilters: filters,
    stopsEarly,
    sort,
    compare: nodeComparator(sort, positionsOf(allGroups), withinGroup.compare),
  }
}

const positionsOf = (groups: readonly NodeGroup[]): ReadonlyMap<string, number> =>
  new Map(groups.map(({ groupId }, position) => [groupId, position]))

/**
 * Lists that are read to their end are read by name, the order that changes least meanwhile; where reading stops
 * early, the longest silence comes first.
 */
function readingOrder(
  sort: NodeSort,
  withinGroupBy: 'alias' | 'lastCheck',
  readsAll: boolean,
  stopsEarly: boolean,
): Pick<NodeList['request'], 'sortBy' | 'sortOrder'> {
  if (readsAll) return { sortBy: stopsEarly ? 'lastCheck' : 'alias', sortOrder: 'ascending' }
  if (sort.column === 'group') return { sortBy: withinGroupBy, sortOrder: 'ascending' }
  return { sortBy: sort.column, sortOrder: sort.descending ? 'descending' : 'ascending' }
}

/** The server's smallest window with every node seen since `newer`; `isExact` when it holds no other nodes. */
function smallestWindow(newer: CheckTime | null, now: number): { duration: Duration; isExact: boolean } {
  if (newer === null) return { duration: '30d', isExact: true }
  const exact = exactWindow(newer)
  if (exact !== null) return { duration: exact, isExact: true }
  const lengthMs = now - checkTimeAt(newer, now)
  const duration = DURATIONS.find((duration) => DURATION_MS[duration].window >= lengthMs)
  return { duration: duration ?? '30d', isExact: false }
}

/** The server's window that has exactly this age; null for other ages and for points in time. */
function exactWindow(time: CheckTime): Duration | null {
  if (!isAge(time)) return null
  const ageMs = -checkTimeAt(time, 0)
  return DURATIONS.find((duration) => DURATION_MS[duration].window === ageMs) ?? null
}

type ListValue = Pick<InstanceFilter, 'status' | 'version' | 'errorCode'>

/** The status, version and error code of each list that a group needs; null where those would be too many lists. */
function splitValues({ statuses, versions, errors }: NodeFilter, groups: number): ListValue[] | null {
  const listsPerGroup = [statuses, versions, errors].reduce(
    (product, { length }) => product * Math.max(1, length),
    1,
  )
  if (
    listsPerGroup > 1 &&
    (listsPerGroup > MAX_LISTS_PER_GROUP || listsPerGroup * groups > MAX_SPLIT_LISTS)
  ) {
    return null
  }
  const byStatus: ListValue[] =
    statuses.length === 0 ? [{}] : statuses.map((name) => ({ status: INSTANCE_STATUS[name] }))
  const byVersion = byStatus.flatMap((status) =>
    versions.length === 0 ? [status] : versions.map((version) => ({ ...status, version })),
  )
  return byVersion.flatMap((value) =>
    errors.length === 0 ? [value] : errors.map((errorCode) => ({ ...value, errorCode })),
  )
}
