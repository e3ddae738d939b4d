import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createGroupStatsPoller } from './group-stats-poller.ts'

const ZERO = { total: 0, undefined: 0, update_granted: 0, error: 0, complete: 0, installed: 0 }
const STATS = { ...ZERO, downloaded: 0, downloading: 0, onhold: 0 }
const refs = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ applicationId: 'kiosk', groupId: `group-${n}` }))

let requested: string[]
beforeEach(() => {
  requested = []
  vi.useFakeTimers()
  vi.stubGlobal('fetch', async (path: string) => {
    requested.push(path)
    return Response.json(path.includes('version_breakdown') ? [] : STATS)
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** `known` has, for each notification, how many groups had stats then. */
function startPolling(count: number) {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: 0 } } })
  const poller = createGroupStatsPoller(client)
  const known: number[] = []
  const stop = poller.subscribe(() =>
    known.push(poller.getSnapshot().results.filter(({ stats }) => stats).length),
  )
  poller.setGroups(refs(count))
  return { poller, known, stop }
}

test('one notification covers many responses', async () => {
  const { poller, known, stop } = startPolling(60)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(requested).toHaveLength(180)
  expect(known.at(-1)).toBe(60)
  expect(known.length).toBeLessThanOrEqual(9)
  expect(poller.getSnapshot().results.every(({ error }) => error === null)).toBe(true)
  stop()
})

test('adding and removing groups does not refetch the groups that stay', async () => {
  const { poller, known, stop } = startPolling(2)
  await vi.advanceTimersByTimeAsync(500)
  requested.length = 0
  poller.setGroups(refs(3))
  await vi.advanceTimersByTimeAsync(500)
  expect(requested).toHaveLength(3)
  expect(requested.every((path) => path.includes('group-2'))).toBe(true)
  expect(known.at(-1)).toBe(3)
  poller.setGroups(refs(1))
  expect(poller.getSnapshot().results).toHaveLength(1)
  stop()
})
