import { expect, test } from 'vitest'
import { isOutdated } from './is-outdated.ts'

test('a package is outdated a year after it was added', () => {
  const now = Date.parse('2026-11-26T12:00:00Z')
  expect(isOutdated({ created_ts: '2019-09-05T10:41:09Z' }, now)).toBe(true)
  expect(isOutdated({ created_ts: '2025-11-26T11:59:59Z' }, now)).toBe(true)
  expect(isOutdated({ created_ts: '2025-11-26T12:00:00Z' }, now)).toBe(false)
  expect(isOutdated({ created_ts: '2026-11-26T13:00:00Z' }, now)).toBe(false)
})
