import { describe, expect, test } from 'vitest'
import { statusSeries, versionSeries, sharedVersionSeries, targetSeries } from './timeline-series.ts'

const labels = ({ series }: { series: { label: string }[] }) => series.map(({ label }) => label)

describe('versions over time', () => {
  const wire = {
    '2026-08-06T12:00:00Z': { '1.9.0': 2, '1.10.0': 4 },
    '2026-08-06T10:00:00Z': { '1.9.0': 6, '1.10.0': 0 },
    '2026-08-06T13:00:00+02:00': { '1.9.0': 5, '1.10.0': 1 },
  }

  test('run from the earliest point to the latest, whatever the offsets of their times', () => {
    expect(versionSeries(wire, []).points).toEqual([
      { time: Date.UTC(2026, 7, 6, 10), values: [0, 6] },
      { time: Date.UTC(2026, 7, 6, 11), values: [1, 5] },
      { time: Date.UTC(2026, 7, 6, 12), values: [4, 2] },
    ])
  })

  test('have the newest version first, in version order', () => {
    expect(labels(versionSeries(wire, []))).toEqual(['1.10.0', '1.9.0'])
  })

  test('leave out a version that no node ran at any point', () => {
    expect(labels(versionSeries({ '2026-08-06T10:00:00Z': { '1.9.0': 6, '1.8.0': 0 } }, []))).toEqual([
      '1.9.0',
    ])
  })

  test('merge the smallest where there are too many, and keep every node', () => {
    const many = Object.fromEntries(Array.from({ length: 10 }, (_, minor) => [`1.${minor}.0`, minor + 1]))
    const timeline = versionSeries({ '2026-08-06T10:00:00Z': many }, [])
    expect(labels(timeline)).toEqual([
      '1.9.0',
      '1.8.0',
      '1.7.0',
      '1.6.0',
      '1.5.0',
      '1.4.0',
      '1.3.0',
      '3 other versions',
    ])
    expect(timeline.points[0]?.values).toEqual([10, 9, 8, 7, 6, 5, 4, 1 + 2 + 3])
  })

  test('count those that the server counted together among the others', () => {
    const timeline = versionSeries(
      {
        '2026-08-06T10:00:00Z': { '1.0.0': 1, '11999 other versions': 11_999 },
        '2026-08-06T11:00:00Z': { '1.0.0': 3 },
      },
      [],
    )
    expect(labels(timeline)).toEqual(['1.0.0', '11,999 other versions'])
    expect(timeline.points.map(({ values }) => values)).toEqual([
      [1, 11_999],
      [3, 0],
    ])
  })

  test('prefer versions that nodes run now to those that more nodes ran before', () => {
    const once = Object.fromEntries(Array.from({ length: 9 }, (_, minor) => [`1.${minor}.0`, 100]))
    const timeline = versionSeries(
      {
        '2026-08-06T10:00:00Z': once,
        '2026-08-06T11:00:00Z': { '1.0.0': 1, '2.0.0': 2 },
      },
      [],
    )
    expect(labels(timeline)).toContain('2.0.0')
    expect(labels(timeline)).toContain('1.0.0')
    expect(labels(timeline).at(-1)).toBe('3 other versions')
  })

  test('have points and no series in a group without nodes', () => {
    expect(versionSeries({ '2026-08-06T10:00:00Z': {} }, [])).toEqual({
      series: [],
      points: [{ time: Date.UTC(2026, 7, 6, 10), values: [] }],
    })
  })
})

test('nodes at what is a target now are told from all others, of any application', () => {
  const timeline = targetSeries({ '2026-08-06T10:00:00Z': { '4459.2.0': 3, '1.9.0': 5, '1.8.0': 2 } }, [
    '1.9.0',
    '4459.2.0',
  ])
  expect(labels(timeline)).toEqual(['target', 'other'])
  expect(timeline.points[0]?.values).toEqual([8, 2])
})

describe('versions of several groups over time', () => {
  const time = '2026-08-06T10:00:00Z'

  test('share their series and colours, even where a group has no node on a version', () => {
    const [canary, production] = sharedVersionSeries(
      [{ [time]: { '2.0.0': 3 } }, { [time]: { '1.0.0': 5 } }],
      [],
    )
    expect(canary?.series).toBe(production?.series)
    expect(canary?.points[0]?.values).toEqual([3, 0])
    expect(production?.points[0]?.values).toEqual([0, 5])
  })

  test('merge the same versions in each group', () => {
    const many = Object.fromEntries(Array.from({ length: 9 }, (_, minor) => [`1.${minor}.0`, minor + 1]))
    const [one, other] = sharedVersionSeries([{ [time]: many }, { [time]: { '1.0.0': 50 } }], [])
    expect(one?.series.at(-1)?.label).toBe('2 other versions')
    expect(one?.points[0]?.values.at(-1)).toBe(2 + 3)
    expect(other?.points[0]?.values.at(-1)).toBe(0)
  })
})

describe('statuses over time', () => {
  const wire = {
    '2026-08-06T11:00:00Z': { '2': { '1.0.0': 3, '1.1.0': 2 }, '3': { '1.0.0': 1 }, '4': {}, '8': {} },
    '2026-08-06T10:00:00Z': { '4': { '1.0.0': 7 } },
  }

  test('count reports of every version together', () => {
    expect(statusSeries(wire).points).toEqual([
      { time: Date.UTC(2026, 7, 6, 10), values: [7, 0, 0] },
      { time: Date.UTC(2026, 7, 6, 11), values: [0, 5, 1] },
    ])
  })

  test('include only reported statuses, each with its own colour', () => {
    const { series } = statusSeries(wire)
    expect(series.map(({ label }) => label)).toEqual(['Complete', 'Granted', 'Error'])
    expect(new Set(series.map(({ colour }) => colour)).size).toBe(3)
  })
})
