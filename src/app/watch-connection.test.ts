import { environmentManager, QueryObserver } from '@tanstack/react-query'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import * as z from 'zod/mini'
import { MINUTE_MS, SECOND_MS } from '#contract/time-units.ts'
import { connection } from '#src/api/connection.ts'
import { startFreshConnection } from '#src/api/testing/fresh-connection.ts'
import { request } from '#src/api/http.ts'
import { createQueryClient } from './query-client.ts'
import { watchConnection } from './watch-connection.ts'

beforeEach(() => {
  vi.useFakeTimers()
  // Without a window, queries don't poll.
  environmentManager.setIsServer(() => false)
  startFreshConnection()
  onTestFinished(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
    environmentManager.setIsServer(() => true)
  })
})

/** A watched page with reads of these paths, which are on the screen, and a server whose paths can be made to fail. */
async function openPage(paths: Record<string, { refetchInterval: number | false }>) {
  const client = createQueryClient()
  const server = { fails: (_path: string) => false, requests: [] as string[] }
  vi.stubGlobal('fetch', async (path: string) => {
    server.requests.push(path)
    return Response.json({}, { status: server.fails(path) ? 503 : 200 })
  })
  for (const [path, { refetchInterval }] of Object.entries(paths)) {
    const queryFn = () => request(path, z.unknown())
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
  server.fails = () => true
  await vi.advanceTimersByTimeAsync(40 * SECOND_MS)
  expect(isOut()).toBe(true)
  await vi.advanceTimersByTimeAsync(5 * MINUTE_MS)
  server.fails = () => false
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
  server.fails = () => true
  await vi.advanceTimersByTimeAsync(15 * SECOND_MS)
  expect(isOut()).toBe(true)
  server.requests = []
  await vi.advanceTimersByTimeAsync(20 * SECOND_MS)
  expect(server.requests).not.toContain('/config')
  server.fails = () => false
  await vi.advanceTimersByTimeAsync(8 * SECOND_MS)
  expect(isOut()).toBe(false)
})

test('a read that fails alone begins no outage and is polled like any other, also while nothing else is read', async () => {
  const server = await openPage({ ...AT_REST, '/api/groups': { refetchInterval: MINUTE_MS } })
  const onOutage = vi.fn<() => void>()
  onTestFinished(connection.subscribe(() => isOut() && onOutage()))
  server.fails = (path) => path === '/api/groups'
  server.requests = []
  // Its attempts take three seconds, so it is soon read at other times than the rest.
  await vi.advanceTimersByTimeAsync(20 * MINUTE_MS)
  expect(onOutage).not.toHaveBeenCalled()
  expect(server.requests.filter((path) => path === '/api/groups').length).toBeLessThanOrEqual(20 * 3)
})

test('a server that can read no data is away, although it reports its configuration', async () => {
  const server = await openPage(AT_REST)
  server.fails = (path) => path !== '/config'
  await vi.advanceTimersByTimeAsync(65 * SECOND_MS)
  expect(isOut()).toBe(true)
  await vi.advanceTimersByTimeAsync(5 * MINUTE_MS)
  expect(isOut()).toBe(true)
})
