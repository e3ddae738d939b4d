import { expect, test } from 'vitest'
import { mergeSorted } from '#src/lib/merge-sorted.ts'

const byKey = (a: string, b: string) => a.charCodeAt(0) - b.charCodeAt(0)
const byNumber = (a: number, b: number) => a - b

test('merges two sorted lists', () => {
  expect(mergeSorted([1, 4, 9], [2, 3, 10, 11], byNumber)).toEqual([1, 2, 3, 4, 9, 10, 11])
  expect(mergeSorted([], [1], byNumber)).toEqual([1])
  expect(mergeSorted([1], [], byNumber)).toEqual([1])
})

test('puts equal items of the first list first', () => {
  expect(mergeSorted(['a1', 'b1'], ['a2', 'b2'], byKey)).toEqual(['a1', 'a2', 'b1', 'b2'])
})
