import { expect, test } from 'vitest'
import { parseTimelineComparison, timelineComparisonParams } from './timeline-comparison-url.ts'

const read = (query: string) => parseTimelineComparison(new URLSearchParams(query))

test('a comparison written to a URL is read back', () => {
  const comparison = read('group=a/1&group=a/2&range=30d&show=statuses&by=share')
  expect(comparison.groups).toEqual([
    { applicationId: 'a', groupId: '1' },
    { applicationId: 'a', groupId: '2' },
  ])
  expect(comparison).toMatchObject({ range: '30d', timeline: 'statuses', measure: 'share' })
  expect(parseTimelineComparison(timelineComparisonParams(comparison))).toEqual(comparison)
})

test('the default comparison is an empty query string', () => {
  expect(timelineComparisonParams(read('')).toString()).toBe('')
})

test('repeated groups and malformed ones in a URL are ignored', () => {
  expect(read('group=a&group=/1&group=a/1/x&group=a/1&group=a/1&range=1y').groups).toEqual([
    { applicationId: 'a', groupId: '1' },
  ])
})

test('a URL compares at most twelve groups', () => {
  const many = Array.from({ length: 30 }, (_, group) => `group=a/${group}`).join('&')
  expect(read(many).groups).toHaveLength(12)
})
