import { expect, test } from 'vitest'
import { PACKAGE_TYPE } from '#contract/package.ts'
import { fileSha256Problem, packageProblems, type PackageParts } from './package-problems.ts'

const SHA1 = 'qvTGHdzF6KLavt4PO0gs2a6pQ00='
const SHA256 = 'LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ='
const complete: PackageParts = {
  type: PACKAGE_TYPE.flatcar,
  url: 'https://updates.example.test/',
  filename: 'os.gz',
  size: '350000000',
  hash: SHA1,
  sha256: SHA256,
}
const partsOf = (over: Partial<PackageParts>) =>
  packageProblems({ ...complete, ...over }).map(({ part }) => part)

test('a Flatcar package needs a URL, a file name, a size and both hashes', () => {
  expect(partsOf({})).toEqual([])
  expect(partsOf({ filename: '', size: null, hash: '', sha256: null })).toEqual([
    'filename',
    'size',
    'hash',
    'sha256',
  ])
})

test('other packages need none of these fields, but their values must be valid', () => {
  const other = { type: PACKAGE_TYPE.docker, filename: null, size: null, hash: null, sha256: null }
  expect(partsOf(other)).toEqual([])
  expect(partsOf({ ...other, url: 'registry:5000/x', size: '12 MB', hash: 'zzz' })).toEqual([
    'url',
    'size',
    'hash',
  ])
})

test('a URL must be HTTP, a size digits, and a hash base64 of the right length', () => {
  const urls = ['ftp:/nope', 'https:', 'updates.example.test', '', 'https:/one']
  expect(urls.filter((url) => partsOf({ url }).join() !== 'url')).toEqual([])
  const sizes = ['12 MB', '1.5', '-1', '1e9']
  expect(sizes.filter((size) => partsOf({ size }).join() !== 'size')).toEqual([])
  const hashes = ['zzz', SHA256, 'a'.repeat(40), SHA1.slice(0, -1)]
  expect(hashes.filter((hash) => partsOf({ hash }).join() !== 'hash')).toEqual([])
  const longer = ['zzz', SHA1, 'a'.repeat(64)]
  expect(longer.filter((sha256) => partsOf({ sha256 }).join() !== 'sha256')).toEqual([])
})

test('a file’s SHA-256 may be hexadecimal', () => {
  for (const hash of ['', SHA256, 'a1'.repeat(32)]) expect(fileSha256Problem(hash)).toBeNull()
  expect(fileSha256Problem('zzz')).toMatch(/32 bytes/)
})
