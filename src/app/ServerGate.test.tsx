import { QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup } from '@testing-library/react'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { MINUTE_MS, SECOND_MS } from '#contract/time-units.ts'
import { connection } from '#src/api/connection.ts'
import { startFreshConnection } from '#src/api/testing/fresh-connection.ts'
import { renderPart } from '#src/ui/testing/render-part.tsx'
import { createQueryClient } from './query-client.ts'
import { ServerGate } from './ServerGate.tsx'

beforeEach(() => {
  vi.useFakeTimers()
  startFreshConnection()
  onTestFinished(() => {
    cleanup()
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })
})

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))

/** The dashboard's gate a while after it was opened, and a server that answers with the status and the body. */
async function openGate(answer: { status: number; body?: unknown }) {
  const server = { answer, requests: 0 }
  vi.stubGlobal('fetch', async () => {
    server.requests += 1
    return Response.json(server.answer.body ?? {}, { status: server.answer.status })
  })
  const screen = renderPart(
    <QueryClientProvider client={createQueryClient()}>
      <ServerGate>The pages</ServerGate>
    </QueryClientProvider>,
  )
  await pass(9 * SECOND_MS)
  return { server, ...screen }
}

const ATTEMPTS = 3
const CONFIG = {
  title: 'Platte',
  logo: '',
  header_style: 'light',
  auth_mode: 'noop',
  access_management_url: '',
  login_url: '',
  nebraska_version: '',
}

test('a server that has never responded is asked every five seconds, and the pages appear once it does', async () => {
  const { server, queryByText } = await openGate({ status: 503 })
  expect(queryByText('The update server is not responding')).not.toBeNull()
  server.requests = 0
  await pass(MINUTE_MS)
  expect(server.requests).toBe(12 * ATTEMPTS)

  server.answer = { status: 200, body: CONFIG }
  await pass(8 * SECOND_MS)
  expect(queryByText('The pages')).not.toBeNull()
})

test('a configuration that alone can’t be read is polled like any other read', async () => {
  connection.set({ ...connection.get(), lastResponse: Date.now() })
  const { server, queryByText } = await openGate({ status: 500 })
  expect(queryByText('The pages')).not.toBeNull()
  server.requests = 0
  await pass(MINUTE_MS)
  expect(server.requests).toBeLessThanOrEqual(6 * ATTEMPTS)
})
