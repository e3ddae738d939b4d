import { expect, test } from 'vitest'
import { countOtherVersions, limitBreakdown, limitVersions } from './version-limit.ts'
import { isVersion } from './version-order.ts'

const breakdown = [9, 8, 7, 6, 5].map((major) => ({
  version: `${major}.0.0`,
  instances: major === 6 ? 1 : major * 10,
  percentage: 20,
}))

test('versions within the limit are kept as they are', () => {
  expect(limitBreakdown(breakdown, 5)).toBe(breakdown)
  expect(limitVersions(['1.0.0', '2.0.0'], 2)).toEqual(
    new Map([
      ['1.0.0', '1.0.0'],
      ['2.0.0', '2.0.0'],
    ]),
  )
})

test('those with the fewest nodes become one entry that says how many they are', () => {
  const limited = limitBreakdown(breakdown, 3)
  expect(limited).toEqual([
    { version: '9.0.0', instances: 90, percentage: 20 },
    { version: '8.0.0', instances: 80, percentage: 20 },
    { version: '3 other versions', instances: 121, percentage: 60 },
  ])
  expect(limited.map(({ version }) => countOtherVersions(version))).toEqual([null, null, 3])
  expect(isVersion('3 other versions')).toBe(false)
})

test('the target is kept, however few nodes run it', () => {
  expect(limitBreakdown(breakdown, 3, '6.0.0').map(({ version }) => version)).toEqual([
    '9.0.0',
    '6.0.0',
    '3 other versions',
  ])
})

test('an answer that a server has limited can be limited further', () => {
  const twice = limitBreakdown(limitBreakdown(breakdown, 4), 3)
  expect(twice.map(({ version }) => version)).toEqual(['9.0.0', '8.0.0', '3 other versions'])
  expect(twice.reduce((sum, { instances }) => sum + instances, 0)).toBe(291)
})
