import { expect, test } from 'vitest'
import { formatShare } from '#src/lib/format-share.ts'

test('a share has at most one decimal', () => {
  expect(formatShare(1, 8)).toBe('12.5 %')
  expect(formatShare(1, 3)).toBe('33.3 %')
  expect(formatShare(1, 2)).toBe('50 %')
})

test('all is 100 % and none is 0 %', () => {
  expect(formatShare(7, 7)).toBe('100 %')
  expect(formatShare(0, 7)).toBe('0 %')
})

test('nearly all is never 100 %, hardly any is never 0 %', () => {
  expect(formatShare(99_999, 100_000)).toBe('> 99.9 %')
  expect(formatShare(9_996, 10_000)).toBe('> 99.9 %')
  expect(formatShare(1, 100_000)).toBe('< 0.1 %')
  expect(formatShare(999, 1_000)).toBe('99.9 %')
})

test('a share of nothing is no number', () => {
  expect(formatShare(0, 0)).toBe('–')
})
