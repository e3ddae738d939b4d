import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { SECOND_MS } from '#contract/time-units.ts'
import { ApiError } from './api-error.ts'
import { connection, onOutageEnd, recordError, recordResponse, withRecordedError } from './connection.ts'

const respond = () => recordResponse('/api/apps')
const unreachable = () => Promise.reject(new ApiError('unreachable', 'No response.'))
const fail = () => withRecordedError(unreachable).catch(() => undefined)

beforeEach(() => {
  vi.useFakeTimers()
  const before = connection.get()
  onTestFinished(() => {
    vi.useRealTimers()
    connection.set(before)
  })
  vi.advanceTimersByTime(SECOND_MS)
})

test('a request that no query sends begins an outage, and a response ends it', async () => {
  const onEnd = vi.fn<() => void>()
  onOutageEnd(onEnd)
  await fail()
  expect(connection.get().outage).toMatchObject({ message: 'No response.' })
  expect(onEnd).not.toHaveBeenCalled()
  vi.advanceTimersByTime(SECOND_MS)
  respond()
  expect(connection.get().outage).toBeNull()
  expect(onEnd).toHaveBeenCalledOnce()
})

test('a request fails alone where the server has responded since it was sent', async () => {
  const failing = withRecordedError(async () => {
    await new Promise((resolve) => {
      setTimeout(resolve, 2 * SECOND_MS)
    })
    await unreachable()
  }).catch(() => undefined)
  vi.advanceTimersByTime(SECOND_MS)
  respond()
  vi.advanceTimersByTime(SECOND_MS)
  await failing
  expect(connection.get().outage).toBeNull()
})

test('a response of Platte’s own process ends no outage of the update server behind it', () => {
  recordError(new ApiError('unreachable', 'No response.'))
  recordResponse('/platte/audit-log?limit=50')
  expect(connection.get().outage).not.toBeNull()
  recordResponse('/config')
  expect(connection.get().outage).toBeNull()
})

test('data is as old as the latest read of data, whatever the configuration says', () => {
  respond()
  const { lastData } = connection.get()
  vi.advanceTimersByTime(SECOND_MS)
  recordError(new ApiError('refused', 'No.', { status: 500 }))
  recordResponse('/config')
  expect(connection.get()).toMatchObject({ lastData, lastResponse: Date.now(), lastServerError: Date.now() })
})
