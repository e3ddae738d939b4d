import { expect, test } from 'vitest'
import { nameList } from './name-list.ts'

test('a list names a few and counts the rest', () => {
  expect(nameList(['a'])).toBe('a')
  expect(nameList(['a', 'b'])).toBe('a and b')
  expect(nameList(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c, and 2 more')
})
