import { expect, test } from 'vitest'
import { compareFile } from './compare-file.ts'

const file = { kind: 'done', size: 1000, sha1: 'one', sha256: 'two', is_update_payload: true } as const
const expected = { type: 1, size: '1000', hash: 'one', sha256: 'two' }
const parts = (over: Partial<typeof expected>, of: object = {}) =>
  compareFile({ ...expected, ...over }, { ...file, ...of }).map(({ part }) => part)

test('a file that is as its package says has no differences', () => {
  expect(parts({})).toEqual([])
})

test('each part that differs is named', () => {
  expect(parts({ size: '999', hash: 'x', sha256: 'x' }, { is_update_payload: false })).toEqual([
    'payload',
    'size',
    'hash',
    'sha256',
  ])
  expect(compareFile({ ...expected, size: '999' }, file)[0]?.words).toBe(
    'The file’s size in bytes is 1000, and the package has 999.',
  )
})

test('what the package does not say can’t differ', () => {
  expect(parts({ size: '', hash: '', sha256: '' })).toEqual([])
})

test('a package that is not Flatcar’s need not be a payload', () => {
  expect(parts({ type: 4, sha256: 'x' }, { is_update_payload: false })).toEqual([])
})
