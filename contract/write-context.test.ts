import { expect, test } from 'vitest'
import { writeContextHeaders, isAsExpected, isSameValue, unexpectedFields } from './write-context.ts'

test('an empty context sends no header', () => {
  expect(writeContextHeaders({ reason: '' })).toEqual({})
})

test('reasons in any script fit into a header', () => {
  const { 'platte-reason': header = '' } = writeContextHeaders({ reason: 'Störung 🔥' })
  expect(header).toMatch(/^[\x20-\x7e]+$/)
  expect(decodeURIComponent(header)).toBe('Störung 🔥')
})

test('fields must be unchanged, and null and empty are the same', () => {
  const found = { name: 'Stable', policy_timezone: null, policy_safe_mode: false, limit: 5 }
  expect(isAsExpected({ name: 'Stable', policy_timezone: '' }, found)).toBe(true)
  expect(isAsExpected({ policy_safe_mode: true }, found)).toBe(false)
  expect(isAsExpected({ limit: 6 }, found)).toBe(false)
})

test('JSON values are the same in any order of fields, and empty values equal null', () => {
  expect(isSameValue({ a: [1, { b: null }], c: 1 }, { c: 1, a: [1, {}] })).toBe(true)
  expect(isSameValue([], null)).toBe(true)
  expect(isSameValue(['a', 'b'], ['b', 'a'])).toBe(false)
  expect(isSameValue(['a'], { 0: 'a' })).toBe(false)
  expect(isSameValue('1', 1)).toBe(false)
  expect(unexpectedFields({ name: 'a', list: ['x'] }, { name: 'a', list: ['y'], more: 1 })).toEqual(['list'])
})
