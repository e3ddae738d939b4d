import { expect, test } from 'vitest'
import { ApiError } from '#src/api/api-error.ts'
import { createQueryClient } from '#src/app/query-client.ts'

function isRetried(error: Error, failures = 0): boolean {
  const { retry } = createQueryClient().getDefaultOptions().queries ?? {}
  return typeof retry === 'function' && retry(failures, error)
}

const refused = (status: number) => new ApiError('refused', 'No.', { status })

test('silence and a stumbling server are tried again, twice', () => {
  for (const error of [new ApiError('unreachable', 'No answer.'), refused(500), refused(502)]) {
    expect(isRetried(error)).toBe(true)
    expect(isRetried(error, 2)).toBe(false)
  }
})

test('a refusal is not asked for again, nor an answer that cannot be read', () => {
  expect(isRetried(refused(404))).toBe(false)
  expect(isRetried(new ApiError('sign-in', 'Sign in.', { status: 401 }))).toBe(false)
  expect(isRetried(new ApiError('unreadable', 'Not as expected.'))).toBe(false)
  expect(isRetried(new TypeError('a mistake of ours'))).toBe(false)
})
