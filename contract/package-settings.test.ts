import { expect, test } from 'vitest'
import { isSamePackage, packageWriteOfSettings, settingsOfPackage } from './package-settings.ts'
import type { Package } from './package.ts'
import { flatcarAction } from './testing/flatcar-action-fixture.ts'

const file = {
  id: 7,
  package_id: '00000000-0000-4000-8000-000000000001',
  name: 'oem.gz',
  size: '1',
  hash: 'h',
  hash256: null,
  created_ts: '2026-01-01T00:00:00Z',
}
const action = flatcarAction({ sha256: 'one' })
const release: Package = {
  id: '00000000-0000-4000-8000-000000000001',
  application_id: '00000000-0000-4000-8000-000000000002',
  arch: 1,
  type: 1,
  version: '1.0.0',
  url: 'https://updates.example.test/',
  filename: null,
  description: null,
  size: '1000',
  hash: 'h',
  created_ts: '2026-01-01T00:00:00Z',
  channels_blacklist: null,
  flatcar_action: action,
  extra_files: [file],
}
const settings = settingsOfPackage(release)

test('a PUT sends everything, with the ids of the action and of the files that stay', () => {
  expect(packageWriteOfSettings(release, { ...settings, flatcar_action: { sha256: 'two' } })).toEqual({
    application_id: release.application_id,
    arch: 1,
    type: 1,
    version: '1.0.0',
    url: 'https://updates.example.test/',
    filename: '',
    description: '',
    size: '1000',
    hash: 'h',
    channels_blacklist: [],
    extra_files: [{ id: 7, name: 'oem.gz', size: '1', hash: 'h', hash256: '' }],
    flatcar_action: { id: action.id, sha256: 'two' },
  })
})

test('a package of another type is sent without an action', () => {
  expect(packageWriteOfSettings(release, { ...settings, type: 4 })).not.toHaveProperty('flatcar_action')
})

test('empty and absent are the same, and so are blacklists and files in another order', () => {
  const files = [
    { name: 'a', size: '', hash: '', hash256: '' },
    { ...file, id: undefined },
  ]
  const one = { ...settings, channels_blacklist: ['a', 'b'], extra_files: files }
  const other = {
    ...settings,
    filename: '',
    description: '',
    channels_blacklist: ['b', 'a'],
    extra_files: files.toReversed(),
  }
  expect(isSamePackage(one, other)).toBe(true)
  for (const change of [{ version: '1.0.1' }, { extra_files: [] }, { flatcar_action: { sha256: 'two' } }])
    expect(isSamePackage(one, { ...other, ...change })).toBe(false)
})
