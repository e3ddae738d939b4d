import { expect, test } from 'vitest'
import { formatSort, parseSort } from '#src/lib/sort.ts'

const columns = ['group', 'nodes'] as const

test('a sort order is read back as it was written', () => {
  for (const sort of [
    { column: 'nodes', descending: true },
    { column: 'group', descending: false },
  ]) {
    expect(parseSort(formatSort(sort), columns)).toEqual(sort)
  }
})

test('an unknown column is ignored', () => {
  expect(parseSort(null, columns)).toBeNull()
  expect(parseSort('', columns)).toBeNull()
  expect(parseSort('-', columns)).toBeNull()
  expect(parseSort('constructor', columns)).toBeNull()
})
