import { expect, test } from 'vitest'
import { parseTimelineComparison, timelineComparisonParams } from './timeline-comparison.ts'

const read = (query: string) => parseTimelineComparison(new URLSearchParams(query))

test('a comparison is read back from its URL as it was written', () => {
  const comparison = read('group=a/1&group=a/2&range=30d&show=statuses&by=share')
  expect(comparison.groups).toEqual([
    { applicationId: 'a', groupId: '1' },
    { applicationId: 'a', groupId: '2' },
  ])
  expect(comparison).toMatchObject({ range: '30d', what: 'statuses', measure: 'share' })
  expect(parseTimelineComparison(timelineComparisonParams(comparison))).toEqual(comparison)
})

test('a comparison as usual needs no words in its URL', () => {
  expect(timelineComparisonParams(read('')).toString()).toBe('')
})

test('what a URL says of no group, and a group said twice, is left out', () => {
  expect(read('group=a&group=/1&group=a/1/x&group=a/1&group=a/1&range=1y').groups).toEqual([
    { applicationId: 'a', groupId: '1' },
  ])
})

test('no more groups are compared than can be seen', () => {
  const many = Array.from({ length: 30 }, (_, group) => `group=a/${group}`).join('&')
  expect(read(many).groups).toHaveLength(12)
})
