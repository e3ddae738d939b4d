import { expect, test } from 'vitest'
import { pageAt } from './use-rotation.ts'

const list = ['a', 'b', 'c', 'd', 'e']

test('pages follow each other, and the first one follows the last', () => {
  const shown = [0, 1, 2, 3].map((step) => pageAt(list, 2, step).items.join(''))
  expect(shown).toEqual(['ab', 'cd', 'e', 'ab'])
  expect(pageAt(list, 2, 2)).toMatchObject({ page: 2, pages: 3, first: 5 })
})

test('every step has a page when the list gets shorter, and an empty list has one empty page', () => {
  expect(pageAt(['a'], 2, 2).items).toEqual(['a'])
  expect(pageAt([], 2, 7)).toEqual({ items: [], page: 0, pages: 1, first: 1 })
})
