import { expect, test } from 'vitest'
import { allOf, formatAverage, formatBytes, formatNumber, formatShare, plural } from './format-number.ts'

test('a number has its thousands apart', () => {
  expect(formatNumber(12_345)).toBe('12,345')
})

test('an average has one decimal below ten', () => {
  expect(formatAverage(3.44)).toBe('3.4')
  expect(formatAverage(12.4)).toBe('12')
})

test('a count has its noun in the right number', () => {
  expect(plural(1, 'node')).toBe('1 node')
  expect(plural(1200, 'node')).toBe('1,200 nodes')
  expect(plural(2, 'entry', 'entries')).toBe('2 entries')
  expect([allOf(2, '2 nodes'), allOf(1, '1 node')]).toEqual(['All 2 nodes', '1 node'])
})

test('a share has at most one decimal', () => {
  expect(formatShare(1, 8)).toBe('12.5%')
  expect(formatShare(1, 3)).toBe('33.3%')
  expect(formatShare(1, 2)).toBe('50%')
})

test('all is 100% and none is 0%', () => {
  expect(formatShare(7, 7)).toBe('100%')
  expect(formatShare(0, 7)).toBe('0%')
})

test('nearly all is never 100%, and hardly any is never 0%', () => {
  expect(formatShare(99_999, 100_000)).toBe('>99.9%')
  expect(formatShare(9_996, 10_000)).toBe('>99.9%')
  expect(formatShare(1, 100_000)).toBe('<0.1%')
  expect(formatShare(999, 1_000)).toBe('99.9%')
})

test('a share of nothing is a dash', () => {
  expect(formatShare(0, 0)).toBe('–')
})

test('sizes are in mebibytes, and small ones in bytes', () => {
  expect([0, 1, 1000, 1024 ** 2, 484_685_642].map(formatBytes)).toEqual([
    '0 bytes',
    '1 byte',
    '1,000 bytes',
    '1\u00A0MiB',
    '462.2\u00A0MiB',
  ])
})
