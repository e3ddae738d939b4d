import { afterEach, expect, test, vi } from 'vitest'
import { SECOND_MS } from '#contract/time-units.ts'
import { takeEarlyRequest } from './early-requests.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

const sentAgo = (ms: number) => {
  const early = { sentAt: Date.now() - ms, response: Promise.resolve(new Response('{}')) }
  vi.stubGlobal('earlyRequests', { '/config': early })
  return early
}

test('a response that was requested early is taken once', () => {
  const early = sentAgo(SECOND_MS)
  expect(takeEarlyRequest('/platte/status')).toBeUndefined()
  expect(takeEarlyRequest('/config')).toBe(early)
  expect(takeEarlyRequest('/config')).toBeUndefined()
})

test('one that is no longer recent is not taken, nor any where nothing was requested', () => {
  sentAgo(16 * SECOND_MS)
  expect(takeEarlyRequest('/config')).toBeUndefined()
  vi.stubGlobal('earlyRequests', undefined)
  expect(takeEarlyRequest('/config')).toBeUndefined()
})
