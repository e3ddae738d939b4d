import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import * as z from 'zod/mini'
import { startFreshConnection } from '#src/api/testing/fresh-connection.ts'
import { request } from './http.ts'

/** A server that answers the request for each path with its status, once that is known. */
function startServer(statuses: Record<string, number | Promise<number>>): string[] {
  const requests: string[] = []
  vi.stubGlobal('fetch', async (path: string) => {
    requests.push(path)
    return Response.json({}, { status: (await statuses[path]) ?? 503 })
  })
  return requests
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
  startFreshConnection()
  onTestFinished(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })
})

const read = async (path: string) => {
  await request(path, z.unknown())
  vi.setSystemTime(Date.now() + 1)
}
/** Whether a read of the path fails in an outage; undefined if it succeeds. */
const failsInOutage = (path: string): Promise<unknown> =>
  read(path).then(
    () => undefined,
    (error: unknown) => error instanceof Error && 'inOutage' in error && error.inOutage,
  )

test('the server is away if another read, which has succeeded before, fails too', async () => {
  startServer({ '/api/apps': 200, '/api/activity': 503 })
  await read('/api/apps')
  expect(await failsInOutage('/api/activity')).toBe(false)
  startServer({ '/api/apps': 502 })
  expect(await failsInOutage('/api/activity')).toBe(true)
})

test('a read that was the last to succeed does not vouch for itself', async () => {
  startServer({ '/api/apps': 200, '/api/activity': 200 })
  await read('/api/apps')
  await read('/api/activity')
  startServer({ '/api/apps': 200, '/api/activity': 503 })
  expect(await failsInOutage('/api/activity')).toBe(false)
})

test('an error that the server answers with is an answer', async () => {
  startServer({ '/api/apps': 200 })
  await read('/api/apps')
  startServer({ '/api/apps': 404 })
  expect(await failsInOutage('/api/activity')).toBe(false)
})

test('nothing is asked again where data has been answered since the request was sent', async () => {
  let fail: ((status: number) => void) | undefined
  const late = new Promise<number>((resolve) => (fail = resolve))
  const requests = startServer({ '/api/apps': 200, '/api/activity': late })
  const failing = failsInOutage('/api/activity')
  await read('/api/apps')
  fail?.(503)
  expect(await failing).toBe(false)
  expect(requests).toEqual(['/api/activity', '/api/apps'])
})

test('reads that fail together ask once whether the server is away', async () => {
  startServer({ '/api/apps': 200 })
  await read('/api/apps')
  const requests = startServer({})
  expect(await Promise.all([failsInOutage('/api/activity'), failsInOutage('/api/channels')])).toEqual([
    true,
    true,
  ])
  expect(requests).toEqual(['/api/activity', '/api/channels', '/api/apps'])
})

test('before any data could be read, the server is away', async () => {
  startServer({ '/config': 200 })
  await read('/config')
  expect(await failsInOutage('/api/apps')).toBe(true)
})
