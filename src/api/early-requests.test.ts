import { afterEach, expect, test, vi } from 'vitest'
import { SECOND_MS } from '#contract/time-units.ts'
import { takeEarlyRequest } from './early-requests.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** As long after the page was opened. */
function openedFor(ms: number) {
  vi.spyOn(performance, 'now').mockReturnValue(ms)
  const early = { sentAt: 0, response: Promise.resolve(new Response('{}')) }
  vi.stubGlobal('earlyRequests', { '/config': early })
  return early
}

test('a response that was requested early is taken once', () => {
  const early = openedFor(SECOND_MS)
  expect(takeEarlyRequest('/platte/status')).toBeUndefined()
  expect(takeEarlyRequest('/config')).toBe(early)
  expect(takeEarlyRequest('/config')).toBeUndefined()
})

test('none is taken long after the page was opened, nor where nothing was requested', () => {
  openedFor(16 * SECOND_MS)
  expect(takeEarlyRequest('/config')).toBeUndefined()
  openedFor(SECOND_MS)
  vi.stubGlobal('earlyRequests', undefined)
  expect(takeEarlyRequest('/config')).toBeUndefined()
})
