import { expect, test } from 'vitest'
import { packagesToInstall } from './packages-to-install.ts'

const pkg = (version: string) => ({ id: version, version, blacklisted: false })
const path = (from: string, to: string, ...floors: string[]) =>
  packagesToInstall(from, pkg(to), floors.map(pkg)).map(({ version }) => version)

test('without floors a node goes straight to the target', () => {
  expect(path('1.0.0', '2.0.0')).toEqual(['2.0.0'])
})

test('floors between the node and the target come first, lowest first', () => {
  expect(path('1.0.0', '2.0.0', '1.10.0', '1.9.0')).toEqual(['1.9.0', '1.10.0', '2.0.0'])
})

test('floors at or below the version of the node are skipped', () => {
  expect(path('1.5.0', '2.0.0', '1.4.0', '1.5.0', '1.5.1')).toEqual(['1.5.1', '2.0.0'])
})

test('floors above the target are not on the way', () => {
  expect(path('1.0.0', '2.0.0', '2.0.1')).toEqual(['2.0.0'])
})

test('a target that is a floor is listed once', () => {
  expect(path('1.0.0', '2.0.0', '1.5.0', '2.0.0')).toEqual(['1.5.0', '2.0.0'])
})

test('a pre-release of a floor does not skip it', () => {
  expect(path('1.5.0-beta', '2.0.0', '1.5.0')).toEqual(['1.5.0', '2.0.0'])
  expect(path('1.5.0-beta.2', '2.0.0', '1.5.0-beta.10')).toEqual(['1.5.0-beta.10', '2.0.0'])
  expect(path('1.5.0', '2.0.0', '1.5.0-beta')).toEqual(['2.0.0'])
})

test('a floor is on the way if its three numbers are not above the target’s', () => {
  expect(path('1.0.0', '2.0.0-beta', '2.0.0')).toEqual(['2.0.0', '2.0.0-beta'])
  expect(path('1.5.0+build.1', '2.0.0', '1.5.0', '1.6.0-rc.1')).toEqual(['1.6.0-rc.1', '2.0.0'])
})

test('at most five floors come before the target', () => {
  const floors = ['1.1.0', '1.2.0', '1.3.0', '1.4.0', '1.5.0', '1.6.0']
  expect(path('1.0.0', '2.0.0', ...floors)).toEqual([...floors.slice(0, 5), '2.0.0'])
})
