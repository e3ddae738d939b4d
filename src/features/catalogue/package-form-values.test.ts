import { describe, expect, test } from 'vitest'
import { release } from '#src/domain/testing/promotion-fixture.ts'
import { isSamePackage, NEW_PACKAGE, packageFormErrors, packageOfValues } from './package-form-values.ts'

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
  expect(isSamePackage(found, wanted)).toBe(true)
  expect(isSamePackage({ ...found, hash: 'other' }, wanted)).toBe(false)
  expect(isSamePackage({ ...found, channels_blacklist: ['c'] }, wanted)).toBe(false)
  expect(
    isSamePackage(
      found,
      packageOfValues('app', {
        ...typed,
        type: '4',
        extra_files: [{ name: 'a', size: '', hash: '', hash256: '' }],
      }),
    ),
  ).toBe(false)
})
