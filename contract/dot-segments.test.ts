import { expect, test } from 'vitest'
import { hasDotSegment } from './dot-segments.ts'

test.each(['/api/instances/..', '/api/instances/%2e%2E/x', '/a/./b', '/a/.%2e?x=1', '/a\\..\\b', '/a/%2E'])(
  '%s has a segment that a URL parser resolves',
  (url) => {
    expect(hasDotSegment(url)).toBe(true)
    expect(new URL(url, 'http://server.test').pathname).not.toBe(url.replace(/\?.*/, ''))
  },
)

test.each(['/api/instances/...', '/a/..b/.c', '/a/%252e%252e', '/a?x=/../b', '/', ''])(
  '%s has none',
  (url) => {
    expect(hasDotSegment(url)).toBe(false)
  },
)
