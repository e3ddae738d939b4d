import { HOUR_MS } from '#contract/time-units.ts'
import { describe, expect, test, vi } from 'vitest'
import { ANY_NODE, type NodeFilter } from '#src/domain/nodes/node-filter.ts'
import type { NodeGroup } from './node-group.ts'
import type { ReadNodePage } from './read-node-page.ts'
import { planNodeQuery } from './node-query-plan.ts'
import type { NodeRow } from './node-row.ts'
import type { NodeSort } from './node-sort.ts'
import type { NodeSource } from './node-source.ts'
import { createPagedSource } from './paged-source.ts'
import { createScannedSource } from './scanned-source.ts'

const now = Date.parse('2026-03-09T08:00:00Z')
const byCheck: NodeSort = { column: 'lastCheck', descending: false }
const byGroup: NodeSort = { column: 'group', descending: false }

const groups = ['alpha', 'beta'].map((name): NodeGroup => ({
  applicationId: 'app',
  applicationName: 'Kiosk',
  groupId: name,
  name,
  arch: 1,
  target: '2.0.0',
}))

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

/** As a server lists nodes of which number n was last seen n hours ago: by last check or by name. */
function serverWith(nodes: Record<string, number>) {
  const asked: string[] = []
  const broken = new Set<string>()
  const read: ReadNodePage = async (list, { page, perPage, duration = list.request.duration }) => {
    const { group, request } = list
    asked.push(`${group.name} ${page}`)
    if (broken.has(group.name)) throw new Error('The server failed.')
    const hours = { '1h': 1, '1d': 24, '7d': 168, '30d': 720 }[duration]
    const all = Array.from({ length: nodes[group.name] ?? 0 }, (_, number) => row(group, number))
    const seen = all.filter(({ checkedAt }) => checkedAt > now - hours * HOUR_MS)
    const sorted =
      request.sortBy === 'lastCheck' && request.sortOrder === 'ascending' ? seen.toReversed() : seen
    return { rows: sorted.slice((page - 1) * perPage, page * perPage), total: seen.length }
  }
  return { read, asked, broken }
}

const planOf = (filter: Partial<NodeFilter>, sort: NodeSort) =>
  planNodeQuery({ ...ANY_NODE, ...filter }, groups, sort, now)

const done = (source: NodeSource) =>
  vi.waitFor(() => expect(source.getSnapshot().state).toBe('done'), { interval: 1 })
const shown = (source: NodeSource, first: number, last: number) =>
  vi.waitFor(
    () => {
      source.want(first, last)
      const rows = Array.from({ length: last - first + 1 }, (_, index) => source.rowAt(first + index))
      expect(rows).not.toContain(undefined)
      return rows.map((row) => row?.id)
    },
    { interval: 1 },
  )

describe('nodes that the servers filter', () => {
  test('stand group after group, and any place is entered by a question or two', async () => {
    const server = serverWith({ alpha: 700, beta: 700 })
    const source = createPagedSource(planOf({}, byGroup), server.read)
    source.start()
    await done(source)
    expect(source.getSnapshot()).toMatchObject({ total: 1400, groupsRead: 2 })
    const before = server.asked.length
    expect(await shown(source, 1298, 1300)).toEqual(['beta-0598', 'beta-0599', 'beta-0600'])
    expect(server.asked.length - before).toBe(2)
    source.stop()
  })

  test('of several groups are merged in the order of their last checks', async () => {
    const server = serverWith({ alpha: 500, beta: 300 })
    const source = createPagedSource(planOf({}, byCheck), server.read)
    source.start()
    await done(source)
    expect(await shown(source, 198, 203)).toEqual([
      'alpha-0301',
      'alpha-0300',
      'alpha-0299',
      'beta-0299',
      'alpha-0298',
      'beta-0298',
    ])
    expect(await shown(source, 798, 799)).toEqual(['alpha-0000', 'beta-0000'])
    expect(await shown(source, 0, 1)).toEqual(['alpha-0499', 'alpha-0498'])
    source.stop()
  })

  test('that are silent are those of 30 days without those of the last one', async () => {
    const server = serverWith({ alpha: 100, beta: 30 })
    const source = createPagedSource(
      planOf({ older: '1d' }, { column: 'lastCheck', descending: true }),
      server.read,
    )
    source.start()
    await done(source)
    expect(source.getSnapshot().total).toBe(76 + 6)
    expect(await shown(source, 0, 1)).toEqual(['beta-0024', 'alpha-0024'])
    source.stop()
  })

  test('a group that fails is named, hurts no other and comes back', async () => {
    const server = serverWith({ alpha: 5, beta: 7 })
    server.broken.add('alpha')
    const source = createPagedSource(planOf({}, byGroup), server.read)
    source.start()
    await done(source)
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

  test('say that a server’s count holds entries of other applications', async () => {
    const server = serverWith({ alpha: 3, beta: 0 })
    const read: ReadNodePage = async (...question) => {
      const { rows, total } = await server.read(...question)
      return { rows: rows.map((row) => (row?.id === 'alpha-0001' ? null : row)), total }
    }
    const source = createPagedSource(planOf({}, byCheck), read)
    source.start()
    await done(source)
    expect(source.getSnapshot()).toMatchObject({ total: 3, hasOthers: true })
    expect(await shown(source, 0, 2)).toEqual(['alpha-0002', undefined, 'alpha-0000'])
    source.stop()
  })

  test('nothing more is asked once it is stopped', async () => {
    const server = serverWith({ alpha: 5, beta: 7 })
    const source = createPagedSource(planOf({}, byGroup), server.read)
    source.start()
    source.stop()
    const asked = server.asked.length
    source.want(0, 5)
    expect(server.asked).toHaveLength(asked)
  })
})

describe('nodes that are tested here', () => {
  test('are all looked at, and counted', async () => {
    const server = serverWith({ alpha: 720, beta: 1 })
    const source = createScannedSource(planOf({ side: 'below', newer: '100h' }, byGroup), server.read)
    source.start()
    await done(source)
    const { total, looked, left } = source.getSnapshot()
    expect({ total, looked, left: [...left] }).toEqual({
      total: 52,
      looked: { at: 169, of: 169 },
      left: [
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

  test('that are silent are looked for no further than the order of the list needs', async () => {
    const server = serverWith({ alpha: 720, beta: 720 })
    const source = createScannedSource(planOf({ older: '600h' }, byCheck), server.read)
    source.start()
    await done(source)
    expect(source.getSnapshot()).toMatchObject({ total: 238, looked: { at: 1440, of: 1440 } })
    expect(server.asked.toSorted()).toEqual(['alpha 1', 'beta 1'])
  })

  test('a group that fails is named and read again on its own', async () => {
    const server = serverWith({ alpha: 10, beta: 10 })
    server.broken.add('beta')
    const source = createScannedSource(planOf({ side: 'below' }, byGroup), server.read)
    source.start()
    await done(source)
    expect(source.getSnapshot()).toMatchObject({ total: 5, failures: [{ group: { name: 'beta' } }] })
    server.broken.clear()
    source.retry()
    await done(source)
    expect(source.getSnapshot()).toMatchObject({ total: 10, failures: [] })
    expect(server.asked.filter((page) => page.startsWith('alpha'))).toHaveLength(1)
  })
})
