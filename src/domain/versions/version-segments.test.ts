import { describe, expect, test } from 'vitest'
import { TARGET_COLOUR } from '#src/ui/charts/chart-colours.ts'
import { versionSegments } from './version-segments.ts'

const breakdown = (versions: Record<string, number>) =>
  Object.entries(versions).map(([version, instances]) => ({ version, instances, percentage: 0 }))

describe('the segments of a version bar', () => {
  test('are sorted from newest to oldest by version, not by text', () => {
    const segments = versionSegments(breakdown({ '9.0.0': 1, '10.0.0': 2, '10.0.0-rc.1': 3 }), '10.0.0')
    expect(segments.map(({ label }) => label)).toEqual(['10.0.0', '10.0.0-rc.1', '9.0.0'])
  })

  test('have the number of nodes and their share', () => {
    expect(versionSegments(breakdown({ '1.1.0': 1, '1.0.0': 7 }), null).map(({ text }) => text)).toEqual([
      '1 node, 12.5%',
      '7 nodes, 87.5%',
    ])
  })

  test('merge the oldest where there are too many, and keep every node', () => {
    const versions = Object.fromEntries(Array.from({ length: 9 }, (_, minor) => [`1.${minor}.0`, 10]))
    const segments = versionSegments(breakdown(versions), '1.8.0')
    expect(segments).toHaveLength(6)
    expect(segments.at(-1)).toMatchObject({ label: '4 older versions', value: 40 })
    expect(segments.reduce((sum, { value }) => sum + value, 0)).toBe(90)
  })

  test('have the target’s colour at the target alone', () => {
    const [newer, target, older] = versionSegments(breakdown({ '3.0.0': 1, '2.0.0': 1, '1.0.0': 1 }), '2.0.0')
    expect(target?.colour).toBe(TARGET_COLOUR)
    expect(newer?.colour).not.toBe(TARGET_COLOUR)
    expect(older?.colour).not.toBe(TARGET_COLOUR)
  })

  test('count those that the server counted together, which are not all older', () => {
    const many = Object.fromEntries(Array.from({ length: 7 }, (_, minor) => [`1.${minor}.0`, 9 - minor]))
    const segments = versionSegments(breakdown({ ...many, '11980 other versions': 11_980 }), '1.6.0')
    expect(segments).toHaveLength(6)
    expect(segments.at(-1)).toMatchObject({ label: '11,982 other versions', value: 11_980 + 9 + 8 })
  })
})
