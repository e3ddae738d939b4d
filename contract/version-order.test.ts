import { expect, test } from 'vitest'
import { compareReleaseNumbers, compareVersions, isVersion } from './version-order.ts'

test('a version is strictly SemVer 2.0.0', () => {
  for (const version of ['1.0.0', '0.0.0', '1.2.3-beta.1', '1.2.3+build.5', '1.2.3-rc.1+b'])
    expect(isVersion(version)).toBe(true)
  for (const version of [
    'v1.0.0',
    '1.0',
    '1',
    '01.0.0',
    '1.2.3.4',
    '1.0.0-01',
    ' 1.0.0',
    '1.0.0 ',
    '',
    'latest',
  ])
    expect(isVersion(version)).toBe(false)
})

test('versions sort by number, a pre-release before its release, and invalid ones first', () => {
  const ordered = [
    'latest',
    '1.0.0-alpha',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0',
    '1.9.0',
    '1.10.0',
    '10.0.0',
  ]
  expect(ordered.toReversed().toSorted(compareVersions)).toEqual(ordered)
})

test('build metadata is ignored', () => {
  expect(compareVersions('1.0.0+a', '1.0.0+b')).toBe(0)
})

test('floors compare by the three numbers alone', () => {
  expect(compareReleaseNumbers('1.2.3-beta', '1.2.3')).toBe(0)
  expect(compareReleaseNumbers('1.2.3+build', '1.2.4-alpha')).toBeLessThan(0)
})
