import { describe, expect, test } from 'vitest'
import { channelAt, release } from '#src/domain/testing/catalogue-fixture.ts'
import { id } from '#src/domain/testing/fixture-ids.ts'
import { breakdown, group as createGroup, groupStats, stats } from '#src/domain/testing/group-fixture.ts'
import { listedVersions, type FleetGroupStats, versionSections } from './fleet-versions.ts'
import { targetDistances } from './target-distances.ts'
import { barsToScale, versionBars } from './version-bars.ts'

interface Plan {
  arch?: 1 | 2
  target?: string | null
  versions?: Record<string, number> | null
  lastDay?: number
  last30Days?: number
}

let ids = 0

function group(name: string, plan: Plan = {}): FleetGroupStats {
  const { arch = 1, target = '2.0.0', versions = {} } = plan
  const n = (ids += 1)
  const nodes = Object.values(versions ?? {}).reduce((sum, count) => sum + count, 0)
  const lastDay = plan.lastDay ?? nodes
  const last30Days = plan.last30Days ?? lastDay
  const at = target === null ? null : release(200, target, { arch })
  return {
    application: { id: id(0), name: 'Kiosk OS' },
    group: createGroup(n, { name, track: name, channel: channelAt(100, 'stable', at, { arch }) }),
    numbers: groupStats(n, {
      instances_stats: { '1d': stats({ complete: lastDay }), '30d': stats({ complete: last30Days }) },
      version_breakdown: versions && breakdown(versions),
    }),
    error: null,
  }
}

describe('versions over the fleet', () => {
  test('are totals over all groups, newest version first', () => {
    const [section] = versionSections([
      group('canary', { versions: { '1.10.0': 3, '1.9.0': 1 } }),
      group('production', { versions: { '1.9.0': 20, '2.0.0': 5 } }),
    ])
    expect(section?.versions.map(({ version, nodes }) => [version, nodes])).toEqual([
      ['2.0.0', 5],
      ['1.10.0', 3],
      ['1.9.0', 21],
    ])
    expect(section?.nodes).toBe(29)
  })

  test('are separate for each arch', () => {
    const sections = versionSections([
      group('amd', { versions: { '1.0.0': 1 } }),
      group('arm', { arch: 2, versions: { '1.0.0': 2 } }),
    ])
    expect(sections.map(({ arch, nodes }) => [arch, nodes])).toEqual([
      [1, 1],
      [2, 2],
    ])
  })

  test('compare each group with its own target', () => {
    const [section] = versionSections([
      group('canary', { target: '2.0.0', versions: { '1.0.0': 1 } }),
      group('production', { target: '1.0.0', versions: { '1.0.0': 9 } }),
    ])
    expect(section?.versions.find(({ version }) => version === '1.0.0')?.parts).toMatchObject([
      { group: { name: 'production' }, nodes: 9, relation: { kind: 'target' } },
      { group: { name: 'canary' }, nodes: 1, relation: { kind: 'older', by: 'major' } },
    ])
  })

  test('include a target that no node runs yet', () => {
    const [section] = versionSections([group('canary', { target: '3.0.0', versions: { '1.0.0': 1 } })])
    expect(section?.versions[0]).toMatchObject({ version: '3.0.0', nodes: 0 })
  })

  test('name what they leave out: silent nodes, nodes without a counted version, and unread groups', () => {
    const [section] = versionSections([
      group('canary', { versions: { '1.0.0': 4 }, lastDay: 5, last30Days: 12 }),
      group('broken', { versions: null }),
    ])
    expect(section).toMatchObject({ nodes: 4, silent: 7, uncounted: 1 })
    expect(section?.unread.map(({ group }) => group.name)).toEqual(['broken'])
  })
})

describe('the distance to the target', () => {
  const sections = versionSections([
    group('canary', { target: '2.0.0', versions: { '2.0.0': 3, '1.0.0': 1 } }),
    group('production', { target: '1.0.0', versions: { '1.0.0': 9, '0.9.0': 2 } }),
    group('lab', { target: null, versions: { '1.0.0': 7 } }),
  ])

  test('counts every node once', () => {
    expect(targetDistances(sections).map(({ label, nodes }) => [label, nodes])).toEqual([
      ['At the target', 12],
      ['A major version behind', 3],
      ['No target to compare with', 7],
    ])
  })

  test('links to its nodes only where a filter selects exactly those', () => {
    const [target, older, none] = targetDistances(sections, { arches: [1] })
    expect(target?.filter).toEqual({ arches: [1], side: 'reached', newer: '1d' })
    expect(older?.filter).toBeNull()
    expect(none?.filter).toMatchObject({ versions: ['1.0.0'], newer: '1d' })
  })
})

describe('more versions than the server tells apart', () => {
  const lab = group('lab', { target: '1.0.0', versions: { '1.0.0': 3, '11980 other versions': 11_980 } })

  test('are one distance, without a list of their nodes', () => {
    const distances = targetDistances(versionSections([lab]))
    expect(distances.map(({ label, nodes }) => [label, nodes])).toEqual([
      ['At the target', 3],
      ['Other versions, or no target', 11_980],
    ])
    expect(distances.at(-1)?.filter).toBeNull()
  })

  test('are one series of the bars, and no row of the table', () => {
    const [section] = versionSections([lab])
    if (!section) throw new Error('There is a section.')
    expect(versionBars(section).series.map(({ label }) => label)).toEqual(['1.0.0', '11,980 other versions'])
    expect(listedVersions(section).map(({ version }) => version)).toEqual(['1.0.0'])
  })

  test('leave two hundred rows, those with the most nodes', () => {
    const versions = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`1.${n}.0`, 300 - n]))
    const [section] = versionSections([group('lab', { target: null, versions })])
    if (!section) throw new Error('There is a section.')
    const listed = listedVersions(section)
    expect(listed).toHaveLength(200)
    expect([listed.at(0)?.version, listed.at(-1)?.version]).toEqual(['1.199.0', '1.0.0'])
  })
})

test('bars merge the smallest versions and groups, and keep every node', () => {
  const many = Array.from({ length: 20 }, (_, index) =>
    group(`group ${index}`, { versions: { [`1.${index}.0`]: index + 1, '2.0.0': 1 } }),
  )
  const [section] = versionSections(many)
  if (!section) throw new Error('There is a section.')
  const { series, bars } = versionBars(section)
  expect(series).toHaveLength(8)
  expect(series.at(-1)?.label).toBe('14 other versions')
  expect(bars).toHaveLength(12)
  expect(bars.at(-1)?.label).toBe('9 other groups')
  expect(bars.flatMap(({ values }) => values).reduce((sum, value) => sum + value, 0)).toBe(section.nodes)
})

const barsOf = (groups: FleetGroupStats[]) => {
  const [section] = versionSections(groups)
  if (!section) throw new Error('There is a section.')
  return versionBars(section)
}

test('the bar of all other groups is left out where it would leave the others too short, and only as numbers', () => {
  const many = Array.from({ length: 40 }, (_, index) =>
    group(`group ${index}`, { versions: { '2.0.0': 10 } }),
  )
  const { shown, leftOut } = barsToScale(barsOf(many), 'count')
  expect(shown.bars).toHaveLength(11)
  expect(leftOut).toEqual({ label: '29 other groups', nodes: 290 })
  expect(barsToScale(barsOf(many), 'share')).toMatchObject({ shown: barsOf(many), leftOut: null })
  const few = barsOf(many.slice(0, 13))
  expect(barsToScale(few, 'count')).toEqual({ shown: few, leftOut: null })
})
