import { describe, expect, test } from 'vitest'
import { MINUTE_MS } from '#contract/time-units.ts'
import { ANY_NODE, type NodeFilter } from '#src/domain/nodes/node-filter.ts'
import type { NodeGroup } from './node-group.ts'
import { planNodeQuery } from './node-query-plan.ts'
import type { NodeSort } from './node-sort.ts'

const group = (name: string, arch: 1 | 2 = 1): NodeGroup => ({
  applicationId: 'app',
  applicationName: 'Kiosk',
  groupId: name,
  name,
  arch,
  target: '2.0.0',
})
const groups = [group('alpha'), group('beta', 2), group('stable')]
const now = Date.parse('2026-03-09T08:00:00Z')
const byGroup: NodeSort = { column: 'group', descending: false }
const byLastCheck: NodeSort = { column: 'lastCheck', descending: false }

const plan = (filter: Partial<NodeFilter>, sort = byGroup, options = {}) =>
  planNodeQuery({ ...ANY_NODE, ...filter }, groups, sort, now, options)
const residualKinds = (...args: Parameters<typeof plan>) =>
  plan(...args).residualFilters.map(({ kind }) => kind)
const listedGroups = (filter: Partial<NodeFilter>) => plan(filter).lists.map(({ group }) => group.groupId)

const seenBefore = (minutes: number) => ({
  id: 'n',
  alias: null,
  ip: '10.0.0.1',
  version: '1.0.0',
  status: null,
  updateVersion: null,
  checkedAt: now - minutes * MINUTE_MS,
  group: group('alpha'),
})

const matches = (filter: Partial<NodeFilter>, minutesAgo: number) =>
  plan(filter, byGroup, { readAll: true }).residualFilters.every((filter) =>
    filter.matches(seenBefore(minutesAgo)),
  )

describe('filters that servers can apply', () => {
  test('become one list of 30 days per group', () => {
    const { lists, residualFilters } = plan({
      search: ' rack 1 ',
      searchField: 'alias',
      statuses: ['error'],
      versions: ['1.0.0'],
    })
    expect(residualFilters).toEqual([])
    expect(lists.map(({ group }) => group.groupId)).toEqual(['alpha', 'beta', 'stable'])
    expect(lists[0]?.request).toEqual({
      duration: '30d',
      sortBy: 'alias',
      sortOrder: 'ascending',
      status: 3,
      version: '1.0.0',
      searchField: 'alias',
      searchValue: 'rack 1',
    })
  })

  test('read only the groups that can have matching nodes', () => {
    expect(listedGroups({ arches: [2] })).toEqual(['beta'])
    expect(listedGroups({ groups: ['stable'], applications: ['app'] })).toEqual(['stable'])
    expect(listedGroups({ applications: ['other'] })).toEqual([])
  })

  test('need one list per combination of values, up to a limit', () => {
    const { lists } = plan({ groups: ['alpha'], statuses: ['error', 'onHold'], versions: ['1.0.0', '1.1.0'] })
    expect(lists.map(({ request: { status, version } }) => [status, version])).toEqual([
      [3, '1.0.0'],
      [3, '1.1.0'],
      [8, '1.0.0'],
      [8, '1.1.0'],
    ])
    const versions = Array.from({ length: 9 }, (_, minor) => `1.${minor}.0`)
    expect(residualKinds({ versions })).toEqual(['version'])
    expect(plan({ versions }).lists).toHaveLength(3)
  })

  test('include an age that equals one of the server’s windows', () => {
    expect(plan({ newer: '24h' }).lists[0]?.request.duration).toBe('1d')
    expect(residualKinds({ newer: '24h' })).toEqual([])
  })

  test('include silence for such an age, in a list sorted by last check', () => {
    const silent = plan({ older: '1d' }, byLastCheck)
    expect(silent.residualFilters).toEqual([])
    expect(silent.lists[0]).toMatchObject({
      excludeSeenWithin: '1d',
      request: { duration: '30d', sortBy: 'lastCheck' },
    })
    expect(plan({ older: '1d' }).lists[0]?.request.sortBy).toBe('lastCheck')
  })
})

describe('filters that no server can apply', () => {
  test('stay residual, and the lists are as short as possible', () => {
    expect(residualKinds({ newer: '36h', side: 'below' })).toEqual(['newer', 'side'])
    expect(plan({ newer: '36h' }).lists[0]?.request.duration).toBe('7d')
  })

  test('make silence residual too, and so does another sort order', () => {
    expect(residualKinds({ older: '1d', side: 'below' }, byLastCheck)).toEqual(['older', 'side'])
    expect(residualKinds({ older: '1d' }, { column: 'alias', descending: false })).toEqual(['older'])
    expect(residualKinds({ older: '1d' }, byLastCheck, { readAll: true })).toEqual(['older'])
  })

  test('read a long silence from the longest on, and stop early', () => {
    expect(plan({ older: '36h' })).toMatchObject({ stopsEarly: true })
    expect(plan({ older: '36h' }).lists[0]?.request).toMatchObject({
      sortBy: 'lastCheck',
      sortOrder: 'ascending',
    })
    expect(plan({ older: '2026-03-09T07:59:58Z' })).toMatchObject({ stopsEarly: false })
  })

  test('take a time as it is and an age from now', () => {
    expect([59, 60, 61].map((minutes) => matches({ older: '1h' }, minutes))).toEqual([false, false, true])
    expect([59, 60, 61].map((minutes) => matches({ newer: '2026-03-09T07:00:00Z' }, minutes))).toEqual([
      true,
      true,
      false,
    ])
    expect(matches({ side: 'below' }, 1)).toBe(true)
    expect(matches({ side: 'reached' }, 1)).toBe(false)
  })
})
