import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { promisify } from 'node:util'
import { expect, test, vi } from 'vitest'
import { createProxyApp } from '#server/app.ts'
import { systemClock } from '#server/clock.ts'
import { closedAfterEachTest } from '#server/testing/closed-after-each-test.ts'
import { databaseForAllTests } from '#server/testing/for-each-test.ts'
import { startHttpServer } from '#server/testing/start-http-server.ts'
import { MAX_READS } from './upstream-read-limit.ts'

const database = databaseForAllTests()

const closing = closedAfterEachTest()

const NO_APPLICATIONS = JSON.stringify({ totalCount: 0, count: 0, applications: null })
const SOON = { timeout: 20_000 }

/** An update server that responds when the test lets it, and Platte in front of it. */
async function startSlowUpstream() {
  const inProgress = new Map<ServerResponse, string>()
  const server = await startHttpServer(({ method, url }, response) => {
    inProgress.set(response, `${method} ${url}`)
  })
  const front = await createProxyApp(server.url, { db: database.db, clock: systemClock })
  closing.push(
    () => front.close(),
    async () => server.close(),
  )
  const base = await front.listen({ port: 0, host: '127.0.0.1' })
  function respond(pattern: RegExp) {
    for (const [response, request] of inProgress) {
      if (!pattern.test(request)) continue
      inProgress.delete(response)
      response.setHeader('content-type', 'application/json')
      response.end(NO_APPLICATIONS)
    }
  }
  async function respondUntil(done: Promise<unknown>): Promise<void> {
    const state = { isDone: false }
    void done.finally(() => (state.isDone = true))
    while (!state.isDone) {
      respond(/./)
      await nextTurn()
    }
  }
  const connections = () => promisify(front.server.getConnections.bind(front.server))()
  return { base, connections, respond, respondUntil, requests: () => [...inProgress.values()] }
}

test('however many dashboards ask at once, the update server reads no more lists than it survives', async () => {
  const { base, connections, requests, respondUntil } = await startSlowUpstream()
  const lists = Array.from({ length: 8 * MAX_READS }, (_, n) => fetch(`${base}/api/apps?page=${n + 1}`))
  await vi.waitFor(async () => expect(await connections()).toBe(lists.length), SOON)
  // Waits for nothing, so that all of the lists have arrived before it.
  const statistics = fetch(`${base}/api/apps/a/groups/b/version_breakdown`)
  await vi.waitFor(() => expect(requests().at(-1)).toContain('version_breakdown'), SOON)
  expect(requests()).toHaveLength(MAX_READS + 1)
  const all = Promise.all([...lists, statistics])
  await respondUntil(all)
  expect(new Set((await all).map(({ status }) => status))).toEqual(new Set([200]))
})

test('a dashboard that leaves frees no slot while the update server works on its request, and one in the queue is dropped', async () => {
  const { base, connections, respond, requests } = await startSlowUpstream()
  const tabs = new AbortController()
  const left = Array.from({ length: MAX_READS + 2 }, (_, n) =>
    fetch(`${base}/api/apps/left-${n}`, { signal: tabs.signal }).catch(() => 'left'),
  )
  await vi.waitFor(() => expect(requests()).toHaveLength(MAX_READS), SOON)
  const staying = fetch(`${base}/api/apps/staying`)
  // It has arrived once a request that came after it, and waits for nothing, has.
  const statistics = fetch(`${base}/api/apps/a/groups/b/version_timeline?duration=1d`)
  await vi.waitFor(() => expect(requests().at(-1)).toContain('version_timeline'), SOON)
  tabs.abort()
  await Promise.all(left)
  await vi.waitFor(async () => expect(await connections()).toBe(2), SOON)
  expect(requests().filter((request) => request.includes('staying'))).toEqual([])

  respond(/left/)
  await vi.waitFor(() => expect(requests().at(-1)).toContain('staying'), SOON)
  expect(requests()).toHaveLength(2)
  respond(/./)
  expect([(await staying).status, (await statistics).status]).toEqual([200, 200])
})

test('a write goes past the reads that wait', async () => {
  const { base, respond, respondUntil, requests } = await startSlowUpstream()
  const written = `/api/apps/${randomUUID()}`
  const reads = Array.from({ length: 2 * MAX_READS }, (_, n) => fetch(`${base}/api/apps/read-${n}`))
  await vi.waitFor(() => expect(requests()).toHaveLength(MAX_READS), SOON)
  const write = fetch(`${base}${written}`, {
    method: 'PUT',
    body: '{}',
    headers: { 'content-type': 'application/json' },
  })
  // The application is read before it is written.
  await vi.waitFor(() => {
    if (requests().includes(`GET ${written}`)) return
    respond(new RegExp(`^${requests()[0]}$`))
    throw new Error('The next request was not the write’s.')
  }, SOON)
  respond(new RegExp(`^GET ${written}$`))
  await vi.waitFor(() => expect(requests()).toContain(`PUT ${written}`), SOON)
  expect(requests().filter((request) => request.includes('read-')).length).toBeGreaterThan(0)
  await respondUntil(Promise.all([...reads, write]))
})
