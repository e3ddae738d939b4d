import { expect, test } from 'vitest'
import { hasLeft, placeRows } from './use-held-order.ts'

const rows = (...ids: string[]) => ids.map((id) => ({ id }))
const sectionOf = ({ id }: { id: string }) => (id.startsWith('bad') ? 'attention' : 'well')
const places = (...placed: [id: string, section: string][]) => ({
  places: new Map(placed.map(([id, section], index) => [id, { index, section }])),
})
const inWords = (placed: ReturnType<typeof placeRows>) => placed.map(({ row, section }) => [row.id, section])

test('rows stand in the order and the sections that they are given', () => {
  expect(inWords(placeRows(rows('bad-1', 'b', 'a'), sectionOf, null))).toEqual([
    ['bad-1', 'attention'],
    ['b', 'well'],
    ['a', 'well'],
  ])
})

test('held rows keep their places and sections, new ones come last, and removed ones are gone', () => {
  const held = places(['a', 'well'], ['bad-1', 'well'], ['gone', 'well'])
  expect(inWords(placeRows(rows('bad-2', 'bad-1', 'a'), sectionOf, held))).toEqual([
    ['a', 'well'],
    ['bad-1', 'well'],
    ['bad-2', 'attention'],
  ])
})

test('rows that were held before they were read are released once one is', () => {
  const held = places(['a', 'unread'], ['bad-1', 'attention'])
  expect(hasLeft('unread', rows('a', 'bad-1'), sectionOf, held)).toBe(true)
  expect(hasLeft('unread', rows('bad-1'), sectionOf, held)).toBe(false)
  expect(hasLeft('unread', rows('a'), () => 'unread', held)).toBe(false)
  expect(hasLeft(undefined, rows('a', 'bad-1'), sectionOf, held)).toBe(false)
})
