import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { SECOND_MS } from '#contract/time-units.ts'
import { ApiError } from './api-error.ts'
import { connection, onOutageEnd, recordOutcome } from './connection.ts'

const respond = () => recordOutcome(() => Promise.resolve('nodes'))
const unreachable = () => Promise.reject(new ApiError('unreachable', 'No response.'))
const fail = () => recordOutcome(unreachable).catch(() => undefined)

beforeEach(() => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  vi.advanceTimersByTime(SECOND_MS)
})

test('a request that no query sends begins an outage, and another ends it', async () => {
  const onEnd = vi.fn<() => void>()
  onOutageEnd(onEnd)
  await fail()
  expect(connection.get().outage).toMatchObject({ message: 'No response.' })
  expect(onEnd).not.toHaveBeenCalled()
  vi.advanceTimersByTime(SECOND_MS)
  expect(await respond()).toBe('nodes')
  expect(connection.get().outage).toBeNull()
  expect(onEnd).toHaveBeenCalledOnce()
})

test('a request fails alone where the server has responded since it was sent', async () => {
  const failing = recordOutcome(async () => {
    await new Promise((resolve) => {
      setTimeout(resolve, 2 * SECOND_MS)
    })
    await unreachable()
  }).catch(() => undefined)
  vi.advanceTimersByTime(SECOND_MS)
  await respond()
  vi.advanceTimersByTime(SECOND_MS)
  await failing
  expect(connection.get().outage).toBeNull()
})
