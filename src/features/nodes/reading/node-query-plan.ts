import { HOUR_MS } from '#contract/time-units.ts'
import { type Duration, DURATIONS, DURATION_MS } from '#contract/duration.ts'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import type { InstanceFilter } from '#src/api/instances.ts'
import { type CheckTime, checkTimeAt, isAge, type NodeFilter } from '#src/domain/nodes/node-filter.ts'
import { matchingGroups, type NodeGroup } from './node-group.ts'
import type { NodeRow } from './node-row.ts'
import { nodeComparator, type NodeSort, orderWithinGroup } from './node-sort.ts'
import { type ResidualFilter, residualFilters, type ResidualFilterKind } from './residual-filters.ts'

/** A list that the server filters and sorts: of one group, with one status and one version at most. */
export interface NodeList {
  group: NodeGroup
  request: Omit<InstanceFilter, 'page' | 'perPage'> & Required<Pick<InstanceFilter, 'sortBy' | 'sortOrder'>>
  /** Without the nodes seen within this window, which stand together in a list sorted by last check. */
  except: Duration | null
}

/** How the nodes of a filter are found in what servers can be asked. */
export interface NodeQueryPlan {
  groups: readonly NodeGroup[]
  /** In the order of their groups. */
  lists: readonly NodeList[]
  /** What is left to this page; none where the servers do it all, and any page of the lists can be fetched alone. */
  tests: readonly ResidualFilter[]
  /** Whether a list, once it fails the test of its last check, holds no further match. */
  endsEarly: boolean
  sort: NodeSort
  compare: (a: NodeRow, b: NodeRow) => number
}

// Several values are several lists. More than so many would only be slower than reading all and testing here.
const MOST_LISTS_A_GROUP = 8
const MOST_SPLIT_LISTS = 64
/** Of a list sorted by last check, less falls out while it is read the longer nodes have been silent. */
const SILENT_ENOUGH_MS = HOUR_MS

export interface PlanOptions {
  /** Read everything, for a file: what pages could leave out by its place is tested instead. */
  whole?: boolean
}

/** @param now the present, which ages count from, in ms */
export function planNodeQuery(
  filter: NodeFilter,
  allGroups: readonly NodeGroup[],
  sort: NodeSort,
  now: number,
  { whole = false }: PlanOptions = {},
): NodeQueryPlan {
  const groups = matchingGroups(allGroups, filter)
  const places = new Map(allGroups.map(({ groupId }, place) => [groupId, place]))
  const here = new Set<ResidualFilterKind>()

  const window = windowOf(filter.newer, now)
  if (!window.exact) here.add('newer')

  if (filter.side !== null) here.add('side')
  const values = splitValues(filter, groups.length)
  if (values === null) {
    here.add('status')
    here.add('version')
  }
  const except = filter.older === null ? null : exactWindow(filter.older)
  const within = orderWithinGroup(filter.older !== null)
  const byCheck = sort.column === 'lastCheck' || (sort.column === 'group' && filter.older !== null)
  // The place of nodes in a list says how long they are silent, where no more is to be known of them.
  const placed = except !== null && byCheck && here.size === 0 && !whole
  if (filter.older !== null && !placed) here.add('older')
  const tests = residualFilters(filter, here, now)

  const silentFor = filter.older === null ? 0 : now - checkTimeAt(filter.older, now)
  const endsEarly = here.has('older') && silentFor >= SILENT_ENOUGH_MS
  const order = readingOrder(sort, within.sortBy, tests.length > 0 || whole, endsEarly)
  const search = filter.search.trim()
  const lists = (sort.column === 'group' && sort.descending ? groups.toReversed() : groups).flatMap((group) =>
    (values ?? [{}]).map((value): NodeList => ({
      group,
      request: {
        duration: window.duration,
        ...order,
        ...value,
        ...(search !== '' && { searchField: filter.searchField, searchValue: search }),
      },
      except: placed ? except : null,
    })),
  )
  return { groups, lists, tests, endsEarly, sort, compare: nodeComparator(sort, places, within.compare) }
}

/**
 * What is read whole is read in the order that changes least meanwhile, that of names; but from the longest silence
 * on where that ends the reading early.
 */
function readingOrder(
  sort: NodeSort,
  withinGroupBy: 'alias' | 'lastCheck',
  readsAll: boolean,
  endsEarly: boolean,
): Pick<NodeList['request'], 'sortBy' | 'sortOrder'> {
  if (readsAll) return { sortBy: endsEarly ? 'lastCheck' : 'alias', sortOrder: 'ascending' }
  if (sort.column === 'group') return { sortBy: withinGroupBy, sortOrder: 'ascending' }
  return { sortBy: sort.column, sortOrder: sort.descending ? 'descending' : 'ascending' }
}

/** The smallest window of the servers that holds all nodes seen since then; exact where it holds no others. */
function windowOf(newer: CheckTime | null, now: number): { duration: Duration; exact: boolean } {
  if (newer === null) return { duration: '30d', exact: true }
  const exact = exactWindow(newer)
  if (exact !== null) return { duration: exact, exact: true }
  const length = now - checkTimeAt(newer, now)
  const duration = DURATIONS.find((duration) => DURATION_MS[duration].window >= length)
  return { duration: duration ?? '30d', exact: false }
}

/** The window that an age is; null for other ages and for times. */
function exactWindow(time: CheckTime): Duration | null {
  if (!isAge(time)) return null
  const age = -checkTimeAt(time, 0)
  return DURATIONS.find((duration) => DURATION_MS[duration].window === age) ?? null
}

type ListValue = Pick<InstanceFilter, 'status' | 'version'>

/** One for each list that a group needs; null where that would be too many. */
function splitValues({ statuses, versions }: NodeFilter, groups: number): ListValue[] | null {
  const perGroup = Math.max(1, statuses.length) * Math.max(1, versions.length)
  if (perGroup > 1 && (perGroup > MOST_LISTS_A_GROUP || perGroup * groups > MOST_SPLIT_LISTS)) return null
  const ofStatus: ListValue[] =
    statuses.length === 0 ? [{}] : statuses.map((name) => ({ status: INSTANCE_STATUS[name] }))
  return ofStatus.flatMap((status) =>
    versions.length === 0 ? [status] : versions.map((version) => ({ ...status, version })),
  )
}
