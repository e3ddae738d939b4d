import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { SECOND_MS } from '#contract/time-units.ts'
import { ApiError } from './api-error.ts'
import { connection, onOutageEnd, recordError, recordResponse, withRecordedError } from './connection.ts'
import { startFreshConnection } from '#src/api/testing/fresh-connection.ts'

const respond = () => recordResponse('/api/apps')
const outageError = () => Object.assign(new ApiError('unreachable', 'No response.'), { inOutage: true })
const fail = () => withRecordedError(() => Promise.reject(outageError())).catch(() => undefined)

beforeEach(() => {
  vi.useFakeTimers()
  startFreshConnection()
  onTestFinished(() => {
    vi.useRealTimers()
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

test('a response of Platte’s own process ends no outage of the update server behind it', () => {
  recordError(outageError())
  recordResponse('/platte/audit-log?limit=50')
  expect(connection.get().outage).not.toBeNull()
  recordResponse('/config')
  expect(connection.get().outage).toBeNull()
})

test('a request that fails alone begins no outage', () => {
  recordError(new ApiError('refused', 'No.', { status: 503 }))
  expect(connection.get()).toMatchObject({ outage: null, lastServerError: Date.now() })
})

test('data is as old as the latest read of data, whatever the configuration says', () => {
  respond()
  const { lastData } = connection.get()
  vi.advanceTimersByTime(SECOND_MS)
  recordError(new ApiError('refused', 'No.', { status: 500 }))
  recordResponse('/config')
  expect(connection.get()).toMatchObject({ lastData, lastResponse: Date.now(), lastServerError: Date.now() })
})
