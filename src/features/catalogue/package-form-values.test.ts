import { describe, expect, test } from 'vitest'
import { flatcarAction } from '#contract/testing/flatcar-action-fixture.ts'
import { isSamePackage, packageWriteOfSettings, settingsOfPackage } from '#contract/package-settings.ts'
import { release } from '#src/domain/testing/catalogue-fixture.ts'
import { created_ts, id } from '#src/domain/testing/fixture-ids.ts'
import {
  isWantedPackage,
  NEW_PACKAGE,
  packageFormErrors,
  packageOfValues,
  settingsOfValues,
  valuesOfPackage,
} from './package-form-values.ts'

const SHA256 = 'LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ='
const typed = {
  ...NEW_PACKAGE,
  version: ' 2.0.0 ',
  url: 'https://updates.example.test/',
  filename: 'os.gz',
  size: '350000000',
  hash: 'qvTGHdzF6KLavt4PO0gs2a6pQ00=',
  sha256: SHA256,
}

describe('the package that a form sends', () => {
  test('has the typed values, without spaces around them', () => {
    expect(packageOfValues('app', typed)).toMatchObject({
      application_id: 'app',
      version: '2.0.0',
      arch: 1,
      type: 1,
      flatcar_action: { sha256: SHA256 },
      extra_files: [],
    })
  })

  test('has hashes in base64, also where hexadecimal digits were typed', () => {
    const hash = Buffer.from(typed.hash, 'base64').toString('hex')
    const sha256 = Buffer.from(SHA256, 'base64').toString('hex')
    expect(packageOfValues('app', { ...typed, hash, sha256 })).toEqual(packageOfValues('app', typed))
  })

  test('has no update_engine action unless it is a Flatcar package', () => {
    expect(packageOfValues('app', { ...typed, type: '4' })).not.toHaveProperty('flatcar_action')
  })
})

test('a value that the contract refuses has an error at its field, with the field’s label', () => {
  expect(packageFormErrors(typed)).toEqual({})
  const extra_files = [{ name: '', size: '', hash: '', hash256: 'x'.repeat(65) }]
  const errors = packageFormErrors({ ...typed, version: '2.0', url: '', extra_files, sha256: 'x'.repeat(65) })
  expect(errors).toEqual({
    version: 'Version must be three numbers such as 1.2.3, optionally with a suffix such as -beta.1',
    url: 'URL must not be empty',
    'extra_files.0.name': 'Name must not be empty',
    'extra_files.0.hash256': 'SHA-256 can have at most 64 characters',
    sha256: 'SHA-256 can have at most 64 characters',
  })
})

test('a value that no node can install has an error at its field, though the server accepts it', () => {
  const extra_files = [{ name: 'oem.gz', size: '1 MB', hash: 'zzz', hash256: 'zzz' }]
  const bad = {
    ...typed,
    url: 'ftp:/nope',
    size: '12 MB',
    sha256: 'zzz',
    filename: '',
    hash: '',
    extra_files,
  }
  expect(Object.keys(packageFormErrors(bad)).toSorted()).toEqual([
    'extra_files.0.hash',
    'extra_files.0.hash256',
    'extra_files.0.size',
    'filename',
    'hash',
    'sha256',
    'size',
    'url',
  ])
  expect(packageFormErrors({ ...typed, type: '2', size: '', hash: '', filename: '', sha256: '' })).toEqual({})
})

test('a form that edits a package keeps its files, its blacklist and the action that it does not show', () => {
  const action = flatcarAction({ sha256: SHA256 })
  const file = { id: 7, package_id: id(1), name: 'oem.gz', size: null, hash: null, hash256: null, created_ts }
  const found = release(1, '2.0.0', {
    type: 4,
    flatcar_action: action,
    extra_files: [file],
    channels_blacklist: [id(3)],
  })
  const values = valuesOfPackage(found)
  expect(packageWriteOfSettings(found, settingsOfValues(found, values))).toMatchObject({
    extra_files: [{ id: 7, name: 'oem.gz', size: '' }],
    channels_blacklist: [id(3)],
  })
  expect(isSamePackage(settingsOfPackage(found), settingsOfValues(found, values))).toBe(true)
  const edited = settingsOfValues(found, { ...values, size: '12' })
  expect(isSamePackage(settingsOfPackage(found), edited)).toBe(false)
})

test('a package is the same only when every part of it is', () => {
  const wanted = packageOfValues('app', { ...typed, type: '4' })
  const found = release(1, '2.0.0', {
    url: typed.url,
    filename: 'os.gz',
    type: 4,
    description: '',
    size: typed.size,
    hash: typed.hash,
  })
  expect(isWantedPackage(found, wanted)).toBe(true)
  expect(isWantedPackage({ ...found, hash: 'other' }, wanted)).toBe(false)
  expect(isWantedPackage({ ...found, channels_blacklist: ['c'] }, wanted)).toBe(false)
  expect(
    isWantedPackage(
      found,
      packageOfValues('app', {
        ...typed,
        type: '4',
        extra_files: [{ name: 'a', size: '', hash: '', hash256: '' }],
      }),
    ),
  ).toBe(false)
})
