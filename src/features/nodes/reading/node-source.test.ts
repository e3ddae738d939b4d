import { describe, expect, test, vi } from 'vitest'
import { DURATION_MS } from '#contract/duration.ts'
import { HOUR_MS } from '#contract/time-units.ts'
import { ANY_NODE, type NodeFilter } from '#src/domain/nodes/node-filter.ts'
import type { NodeGroup } from './node-group.ts'
import { planNodeQuery } from './node-query-plan.ts'
import type { NodeRow } from './node-row.ts'
import type { NodeSort } from './node-sort.ts'
import type { NodeSource } from './node-source.ts'
import { createPagedSource } from './paged-source.ts'
import { countNodes, enqueueReads, type ReadNodePage } from './read-node-page.ts'
import { createScannedSource } from './scanned-source.ts'

const now = Date.parse('2026-03-09T08:00:00Z')
const byLastCheck: NodeSort = { column: 'lastCheck', descending: false }
const byGroup: NodeSort = { column: 'group', descending: false }

const group = (name: string): NodeGroup => ({
  applicationId: 'app',
  applicationName: 'Kiosk',
  groupId: name,
  name,
  arch: 1,
  target: '2.0.0',
})

const row = (group: NodeGroup, number: number): NodeRow => ({
  id: `${group.name}-${String(number).padStart(4, '0')}`,
  alias: null,
  ip: '10.0.0.1',
  version: number % 2 === 0 ? '1.0.0' : '2.0.0',
  status: null,
  updateVersion: null,
  checkedAt: now - number * HOUR_MS,
  group,
})

/** Lists so many nodes of each group, sorted by last check or name; node number n was last seen n hours ago. */
function serverWith(nodes: Record<string, number>) {
  const requests: string[] = []
  const broken = new Set<string>()
  const load = { now: 0, max: 0 }
  const readPage: ReadNodePage = async (list, { page, perPage, duration = list.request.duration }) => {
    const { group, request } = list
    requests.push(`${group.name} ${page}`)
    load.now += 1
    load.max = Math.max(load.max, load.now)
    await Promise.resolve()
    load.now -= 1
    if (broken.has(group.name)) throw new Error('The server failed.')
    const all = Array.from({ length: nodes[group.name] ?? 0 }, (_, number) => row(group, number))
    const seen = all.filter(({ checkedAt }) => checkedAt > now - DURATION_MS[duration].window)
    const longestSilenceFirst = request.sortBy === 'lastCheck' && request.sortOrder === 'ascending'
    const sorted = longestSilenceFirst ? seen.toReversed() : seen
    return { rows: sorted.slice((page - 1) * perPage, page * perPage), total: seen.length }
  }
  return { readPage, requests, broken, load, groups: Object.keys(nodes).map(group) }
}

const planOf = (groups: readonly NodeGroup[], filter: Partial<NodeFilter>, sort: NodeSort) =>
  planNodeQuery({ ...ANY_NODE, ...filter }, groups, sort, now)

const untilDone = (source: NodeSource) =>
  vi.waitFor(() => expect(source.getSnapshot().state).toBe('done'), { interval: 1 })

const rowsShown = (source: NodeSource, first: number, last: number) =>
  vi.waitFor(
    () => {
      source.setVisibleRange(first, last)
      const rows = Array.from({ length: last - first + 1 }, (_, index) => source.rowAt(first + index))
      expect(rows).not.toContain(undefined)
      return rows.map((row) => row?.id)
    },
    { interval: 1 },
  )

const repeat = (value: number, times: number) => Array.from({ length: times }, () => value)

describe('a paged source', () => {
  test('lists group after group, and reaches any row with one request per block', async () => {
    const server = serverWith({ alpha: 700, beta: 700 })
    const source = createPagedSource(planOf(server.groups, {}, byGroup), server.readPage)
    source.start()
    await untilDone(source)
    expect(source.getSnapshot()).toMatchObject({ total: 1400, groupsRead: 2 })
    const before = server.requests.length
    expect(await rowsShown(source, 1298, 1300)).toEqual(['beta-0598', 'beta-0599', 'beta-0600'])
    expect(server.requests.length - before).toBe(2)
    source.stop()
  })

  test('merges the lists of several groups by last check', async () => {
    const server = serverWith({ alpha: 500, beta: 300 })
    const source = createPagedSource(planOf(server.groups, {}, byLastCheck), server.readPage)
    source.start()
    await untilDone(source)
    expect(await rowsShown(source, 198, 203)).toEqual([
      'alpha-0301',
      'alpha-0300',
      'alpha-0299',
      'beta-0299',
      'alpha-0298',
      'beta-0298',
    ])
    expect(await rowsShown(source, 798, 799)).toEqual(['alpha-0000', 'beta-0000'])
    expect(await rowsShown(source, 0, 1)).toEqual(['alpha-0499', 'alpha-0498'])
    source.stop()
  })

  test('finds silent nodes as those of the last 30 days without those of the last 24 hours', async () => {
    const server = serverWith({ alpha: 100, beta: 30 })
    const source = createPagedSource(
      planOf(server.groups, { older: '1d' }, { column: 'lastCheck', descending: true }),
      server.readPage,
    )
    source.start()
    await untilDone(source)
    expect(source.getSnapshot().total).toBe(76 + 6)
    expect(await rowsShown(source, 0, 1)).toEqual(['beta-0024', 'alpha-0024'])
    source.stop()
  })

  test('counts the groups that have nodes apart from those that it has read', async () => {
    const server = serverWith({ alpha: 5, beta: 0, gamma: 7 })
    const source = createPagedSource(planOf(server.groups, {}, byGroup), server.readPage)
    source.start()
    await untilDone(source)
    expect(source.getSnapshot()).toMatchObject({ total: 12, groupsRead: 3, groupsFound: 2 })
    source.stop()
  })

  test('names a group that fails, shows the others and retries it', async () => {
    const server = serverWith({ alpha: 5, beta: 7 })
    server.broken.add('alpha')
    const source = createPagedSource(planOf(server.groups, {}, byGroup), server.readPage)
    source.start()
    await untilDone(source)
    expect(source.getSnapshot()).toMatchObject({
      total: 7,
      groupsRead: 1,
      failures: [{ group: { name: 'alpha' }, message: 'The server failed.' }],
    })
    server.broken.clear()
    source.retry()
    await vi.waitFor(() => expect(source.getSnapshot()).toMatchObject({ total: 12, failures: [] }))
    source.stop()
  })

  test('reports that the total includes entries of other applications', async () => {
    const server = serverWith({ alpha: 3, beta: 0 })
    const readPage: ReadNodePage = async (...request) => {
      const { rows, total } = await server.readPage(...request)
      return { rows: rows.map((row) => (row?.id === 'alpha-0001' ? null : row)), total }
    }
    const source = createPagedSource(planOf(server.groups, {}, byLastCheck), readPage)
    source.start()
    await untilDone(source)
    expect(source.getSnapshot()).toMatchObject({ total: 3, hasForeignEntries: true })
    expect(await rowsShown(source, 0, 2)).toEqual(['alpha-0002', undefined, 'alpha-0000'])
    source.stop()
  })

  test('sends no request after it is stopped', async () => {
    const server = serverWith({ alpha: 5, beta: 7 })
    const source = createPagedSource(planOf(server.groups, {}, byGroup), server.readPage)
    source.start()
    source.stop()
    const before = server.requests.length
    source.setVisibleRange(0, 5)
    expect(server.requests).toHaveLength(before)
  })

  test('sends six requests at a time, the first page of every group before any other', async () => {
    const names = Array.from({ length: 20 }, (_, number) => `group-${number + 10}`)
    const server = serverWith(Object.fromEntries(names.map((name) => [name, 500])))
    const source = createPagedSource(planOf(server.groups, {}, byGroup), server.readPage)
    source.start()
    source.setVisibleRange(3000, 3010)
    await rowsShown(source, 3000, 3010)
    expect(server.load.max).toBe(6)
    expect(server.requests.slice(0, 20).toSorted()).toEqual(names.map((name) => `${name} 1`))
    source.stop()
  })

  test('sends its requests before the waiting ones of counts, six of both at a time', async () => {
    const names = Array.from({ length: 20 }, (_, number) => `group-${number + 10}`)
    const server = serverWith(Object.fromEntries(names.map((name) => [name, 5])))
    const plan = planOf(server.groups, {}, byGroup)
    const sizes: number[] = []
    const readPage: ReadNodePage = (list, page, signal) => {
      sizes.push(page.perPage)
      return server.readPage(list, page, signal)
    }
    const counts = plan.lists.map((list) =>
      countNodes(list, enqueueReads(readPage, 'low'), new AbortController().signal),
    )
    const source = createPagedSource(plan, readPage)
    source.start()
    expect(await Promise.all(counts)).toEqual(names.map(() => 5))
    expect(sizes).toEqual([...repeat(100, 20), ...repeat(10, 20)])
    expect(server.load.max).toBe(6)
    source.stop()
  })

  test('drops waiting requests for rows that have left the view', async () => {
    const names = Array.from({ length: 20 }, (_, number) => `group-${number + 10}`)
    const server = serverWith(Object.fromEntries(names.map((name) => [name, 700])))
    const source = createPagedSource(planOf(server.groups, {}, byGroup), server.readPage)
    source.start()
    await untilDone(source)
    const before = server.requests.length
    for (let first = 0; first < 10_000; first += 100) source.setVisibleRange(first, first + 10)
    await rowsShown(source, 12_000, 12_010)
    expect(server.requests.length - before).toBeLessThanOrEqual(9)
    source.stop()
  })
})

describe('a scanned source', () => {
  test('filters every node and counts how many each filter leaves', async () => {
    const server = serverWith({ alpha: 720, beta: 1 })
    const source = createScannedSource(
      planOf(server.groups, { side: 'below', newer: '100h' }, byGroup),
      server.readPage,
    )
    source.start()
    await untilDone(source)
    const { total, scanned, remaining } = source.getSnapshot()
    expect({ total, scanned, remaining: [...remaining] }).toEqual({
      total: 52,
      scanned: { done: 169, of: 169 },
      remaining: [
        ['newer', 102],
        ['side', 52],
      ],
    })
    expect([source.rowAt(0)?.id, source.rowAt(50)?.id, source.rowAt(51)?.id]).toEqual([
      'alpha-0000',
      'alpha-0100',
      'beta-0000',
    ])
  })

  test('counts the groups of the matches apart from those that it has read', async () => {
    const server = serverWith({ alpha: 720, beta: 3 })
    const source = createScannedSource(planOf(server.groups, { older: '600h' }, byLastCheck), server.readPage)
    source.start()
    await untilDone(source)
    expect(source.getSnapshot()).toMatchObject({ total: 119, groupsRead: 2, groupsFound: 1 })
  })

  test('reads silent nodes only as far as the order of the list requires', async () => {
    const server = serverWith({ alpha: 720, beta: 720 })
    const source = createScannedSource(planOf(server.groups, { older: '600h' }, byLastCheck), server.readPage)
    source.start()
    await untilDone(source)
    expect(source.getSnapshot()).toMatchObject({ total: 238, scanned: { done: 1440, of: 1440 } })
    expect(server.requests.toSorted()).toEqual(['alpha 1', 'beta 1'])
  })

  test('names a group that fails and retries it alone', async () => {
    const server = serverWith({ alpha: 10, beta: 10 })
    server.broken.add('beta')
    const source = createScannedSource(planOf(server.groups, { side: 'below' }, byGroup), server.readPage)
    source.start()
    await untilDone(source)
    expect(source.getSnapshot()).toMatchObject({ total: 5, failures: [{ group: { name: 'beta' } }] })
    server.broken.clear()
    source.retry()
    await untilDone(source)
    expect(source.getSnapshot()).toMatchObject({ total: 10, failures: [] })
    expect(server.requests.filter((page) => page.startsWith('alpha'))).toHaveLength(1)
  })

  test('sends six requests at a time', async () => {
    const server = serverWith({ alpha: 720, beta: 720, gamma: 720, delta: 720 })
    const source = createScannedSource(planOf(server.groups, { side: 'below' }, byGroup), server.readPage)
    source.start()
    await untilDone(source)
    expect(source.getSnapshot()).toMatchObject({ total: 1440 })
    expect(server.load.max).toBeLessThanOrEqual(6)
  })

  test('keeps what it has found when it is stopped', async () => {
    const server = serverWith({ alpha: 720 })
    let isSecondPageRequested = false
    const readPage: ReadNodePage = (list, page, signal) => {
      if (page.page === 1) return server.readPage(list, page, signal)
      isSecondPageRequested = true
      return new Promise(() => undefined)
    }
    const source = createScannedSource(planOf(server.groups, { side: 'below' }, byGroup), readPage)
    source.start()
    await vi.waitFor(() => expect(isSecondPageRequested).toBe(true), { interval: 1 })
    source.stop()
    expect(source.getSnapshot()).toMatchObject({ state: 'stopped', total: 250 })
  })
})
