import { MINUTE_MS } from '#contract/time-units.ts'
import { describe, expect, test } from 'vitest'
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
const byCheck: NodeSort = { column: 'lastCheck', descending: false }

const plan = (filter: Partial<NodeFilter>, sort = byGroup, options = {}) =>
  planNodeQuery({ ...ANY_NODE, ...filter }, groups, sort, now, options)
const testsOf = (...args: Parameters<typeof plan>) => plan(...args).tests.map(({ kind }) => kind)

const idsOf = (filter: Partial<NodeFilter>) => plan(filter).lists.map(({ group }) => group.groupId)

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
  plan(filter, byGroup, { whole: true }).tests.every((test) => test.matches(seenBefore(minutesAgo)))

describe('what the servers can do', () => {
  test('is left to them: one list a group, of 30 days', () => {
    const { lists, tests } = plan({
      search: ' rack 1 ',
      searchField: 'alias',
      statuses: ['error'],
      versions: ['1.0.0'],
    })
    expect(tests).toEqual([])
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

  test('is asked only of the groups that can have such nodes', () => {
    expect(idsOf({ arches: [2] })).toEqual(['beta'])
    expect(idsOf({ groups: ['stable'], applications: ['app'] })).toEqual(['stable'])
    expect(idsOf({ applications: ['other'] })).toEqual([])
  })

  test('several values are several lists, until there are too many of them', () => {
    const { lists } = plan({ groups: ['alpha'], statuses: ['error', 'onHold'], versions: ['1.0.0', '1.1.0'] })
    expect(lists.map(({ request: { status, version } }) => [status, version])).toEqual([
      [3, '1.0.0'],
      [3, '1.1.0'],
      [8, '1.0.0'],
      [8, '1.1.0'],
    ])
    const versions = Array.from({ length: 9 }, (_, minor) => `1.${minor}.0`)
    expect(testsOf({ versions })).toEqual(['version'])
    expect(plan({ versions }).lists).toHaveLength(3)
  })

  test('an age that is one of their windows needs no test', () => {
    expect(plan({ newer: '24h' }).lists[0]?.request.duration).toBe('1d')
    expect(testsOf({ newer: '24h' })).toEqual([])
  })

  test('silent nodes stand together in a list sorted by last check', () => {
    const silent = plan({ older: '1d' }, byCheck)
    expect(silent.tests).toEqual([])
    expect(silent.lists[0]).toMatchObject({ except: '1d', request: { duration: '30d', sortBy: 'lastCheck' } })
    expect(plan({ older: '1d' }).lists[0]?.request.sortBy).toBe('lastCheck')
  })
})

describe('what no server can do', () => {
  test('is tested here, in lists that are as short as can be', () => {
    expect(testsOf({ newer: '36h', side: 'below' })).toEqual(['newer', 'side'])
    expect(plan({ newer: '36h' }).lists[0]?.request.duration).toBe('7d')
  })

  test('silence too, once anything else is tested here or the order is another', () => {
    expect(testsOf({ older: '1d', side: 'below' }, byCheck)).toEqual(['older', 'side'])
    expect(testsOf({ older: '1d' }, { column: 'alias', descending: false })).toEqual(['older'])
    expect(testsOf({ older: '1d' }, byCheck, { whole: true })).toEqual(['older'])
  })

  test('those silent for long are read from the longest silence on, and no further than needed', () => {
    expect(plan({ older: '36h' })).toMatchObject({ endsEarly: true })
    expect(plan({ older: '36h' }).lists[0]?.request).toMatchObject({
      sortBy: 'lastCheck',
      sortOrder: 'ascending',
    })
    expect(plan({ older: '2026-03-09T07:59:58Z' })).toMatchObject({ endsEarly: false })
  })

  test('a time counts as what it is, an age from now', () => {
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
