import { expect, test } from 'vitest'
import type { StatusHistoryEntry } from '#contract/instance.ts'
import { ApiError } from '#src/api/api-error.ts'
import { readableHistory } from './status-history.ts'

const entry = (n: number): StatusHistoryEntry => ({
  status: 2,
  version: `${n}.0.0`,
  created_ts: '2026-08-06T14:30:18.123456Z',
  error_code: null,
})
const failure = (status: number) => new ApiError('refused', 'No reason.', { status })

/** Reads `count` entries, and fails where it would need the one at `broken` too, as a Nebraska does. */
function server(count: number, broken: number) {
  const limits: number[] = []
  const read = async (limit: number) => {
    limits.push(limit)
    if (limit > broken) throw failure(500)
    return Array.from({ length: Math.min(limit, count) }, (_, n) => entry(n))
  }
  return { read, limits }
}

test('a history that the server can read is read at once', async () => {
  const { read, limits } = server(7, Infinity)
  expect(await readableHistory(read, 20)).toMatchObject({ entries: { length: 7 }, olderFailed: false })
  expect(limits).toEqual([20])
})

test.each([0, 1, 2, 7, 10, 19])(
  'the newest %i entries are shown where the server fails on the next',
  async (broken) => {
    const { read, limits } = server(20, broken)
    const { entries, olderFailed } = await readableHistory(read, 20)
    expect(entries).toEqual(Array.from({ length: broken }, (_, n) => entry(n)))
    expect(olderFailed).toBe(true)
    expect(limits.length).toBeLessThanOrEqual(6)
  },
)

test('any other failure is the caller’s', async () => {
  const outage = failure(502)
  const named = new ApiError('refused', 'Failed.', { status: 500, code: 'internal' })
  await expect(readableHistory(() => Promise.reject(outage), 20)).rejects.toBe(outage)
  await expect(readableHistory(() => Promise.reject(named), 20)).rejects.toBe(named)
})
