import { expect, test } from 'vitest'
import { ApiError } from '#src/api/api-error.ts'
import { createQueryClient } from './query-client.ts'

function isRetried(error: Error, failures = 0): boolean {
  const { retry } = createQueryClient().getDefaultOptions().queries ?? {}
  return typeof retry === 'function' && retry(failures, error)
}

const errorResponse = (status: number) => new ApiError('refused', 'No.', { status })

test('a request is retried twice after an outage or a server error', () => {
  for (const error of [new ApiError('unreachable', 'No response.'), errorResponse(500), errorResponse(502)]) {
    expect(isRetried(error)).toBe(true)
    expect(isRetried(error, 2)).toBe(false)
  }
})

test('a request is not retried after a client error, an unreadable response or an error of our own', () => {
  expect(isRetried(errorResponse(404))).toBe(false)
  expect(isRetried(new ApiError('sign-in', 'Sign in.', { status: 401 }))).toBe(false)
  expect(isRetried(new ApiError('unreadable', 'Not as expected.'))).toBe(false)
  expect(isRetried(new TypeError('x is not a function'))).toBe(false)
})
