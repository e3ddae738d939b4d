import { expect, test } from 'vitest'
import { activityParams, ALL_ACTIVITY, parseActivitySearch } from './activity-url.ts'

test('filters written to a URL are read back', () => {
  const search = { application: 'a', group: 'g', channel: 'c', node: 'rack 1/x', severity: '4', since: '30d' }
  expect(parseActivitySearch(new URLSearchParams(activityParams(search).toString()))).toEqual(search)
})

test('no filters are an empty query string, and unknown values are ignored', () => {
  expect(activityParams(ALL_ACTIVITY).toString()).toBe('')
  expect(parseActivitySearch(new URLSearchParams('severity=9&since=soon'))).toEqual(ALL_ACTIVITY)
})
