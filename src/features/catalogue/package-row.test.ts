import { expect, test } from 'vitest'
import { channelAt, release } from '#src/domain/testing/catalogue-fixture.ts'
import { id } from '#src/domain/testing/fixture-ids.ts'
import { packageRows } from './package-row.ts'

const old = release(21, '9.0.0', { channels_blacklist: [id(2)] })
const current = release(22, '10.0.0', { description: 'The big one' })
const channels = [channelAt(1, 'beta', current), channelAt(2, 'stable', current)]
const versions = (search: string) =>
  packageRows([old, current], { channels }, search).map((row) => row.release.version)

test('packages are sorted by version, each with its channels', () => {
  expect(packageRows([old, current], { channels }, '')).toMatchObject([
    { release: { version: '10.0.0' }, channels: [{ name: 'beta' }, { name: 'stable' }], blacklisted: [] },
    { release: { version: '9.0.0' }, channels: [], blacklisted: [{ name: 'stable' }] },
  ])
})

test('a search matches version, description and channels', () => {
  expect(versions('9.0')).toEqual(['9.0.0'])
  expect(versions('big BETA')).toEqual(['10.0.0'])
  expect(versions('nothing')).toEqual([])
})
