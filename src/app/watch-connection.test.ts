import { environmentManager, QueryObserver } from '@tanstack/react-query'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { MINUTE_MS, SECOND_MS } from '#contract/time-units.ts'
import { ApiError } from '#src/api/api-error.ts'
import { connection, recordResponse } from '#src/api/connection.ts'
import { createQueryClient } from './query-client.ts'
import { watchConnection } from './watch-connection.ts'

beforeEach(() => {
  vi.useFakeTimers()
  // Without a window, queries don't poll.
  environmentManager.setIsServer(() => false)
  const before = connection.get()
  onTestFinished(() => {
    vi.useRealTimers()
    connection.set(before)
    environmentManager.setIsServer(() => true)
  })
})

/** A watched page with reads of these paths, which are on the screen, and a server that can be stopped. */
async function openPage(paths: Record<string, { refetchInterval: number | false }>) {
  const client = createQueryClient()
  const server = { isUp: true, requests: [] as string[] }
  for (const [path, { refetchInterval }] of Object.entries(paths)) {
    const queryFn = async () => {
      server.requests.push(path)
      if (!server.isUp) throw new ApiError('unreachable', 'No response.')
      recordResponse(path)
      return path
    }
    const queryKey = [path.slice(1)]
    onTestFinished(new QueryObserver(client, { queryKey, queryFn, refetchInterval }).subscribe(() => {}))
  }
  onTestFinished(watchConnection(client))
  await vi.advanceTimersByTimeAsync(0)
  return server
}

const AT_REST = {
  '/config': { refetchInterval: false },
  '/api/apps': { refetchInterval: MINUTE_MS },
} as const
const isOut = () => connection.get().outage !== null

test('a page that polls once a minute knows within about half a minute that the server is away, and in seconds that it is back', async () => {
  const server = await openPage(AT_REST)
  server.isUp = false
  await vi.advanceTimersByTimeAsync(40 * SECOND_MS)
  expect(isOut()).toBe(true)
  await vi.advanceTimersByTimeAsync(5 * MINUTE_MS)
  server.isUp = true
  server.requests = []
  await vi.advanceTimersByTimeAsync(8 * SECOND_MS)
  expect(isOut()).toBe(false)
  expect(new Set(server.requests)).toEqual(new Set(['/config', '/api/apps']))
})

test('a page at rest sends one request more a minute', async () => {
  const server = await openPage(AT_REST)
  server.requests = []
  await vi.advanceTimersByTimeAsync(10 * MINUTE_MS)
  expect(server.requests.filter((path) => path === '/config')).toHaveLength(10)
  expect(server.requests.filter((path) => path === '/api/apps')).toHaveLength(10)
})

test('an outage lasts until what failed in it can be read, although the configuration can', async () => {
  const server = await openPage({ ...AT_REST, '/api/groups': { refetchInterval: 10 * SECOND_MS } })
  server.isUp = false
  await vi.advanceTimersByTimeAsync(15 * SECOND_MS)
  expect(isOut()).toBe(true)
  server.requests = []
  await vi.advanceTimersByTimeAsync(20 * SECOND_MS)
  expect(server.requests).not.toContain('/config')
  server.isUp = true
  await vi.advanceTimersByTimeAsync(8 * SECOND_MS)
  expect(isOut()).toBe(false)
})
