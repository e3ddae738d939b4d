import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createGroupStatsPoller } from './poll-group-stats.ts'

const ZERO = { total: 0, undefined: 0, update_granted: 0, error: 0, complete: 0, installed: 0 }
const STATS = { ...ZERO, downloaded: 0, downloading: 0, onhold: 0 }
const refs = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ applicationId: 'kiosk', groupId: `group-${n}` }))

let asked: string[]
beforeEach(() => {
  asked = []
  vi.useFakeTimers()
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path)
    return Response.json(path.includes('version_breakdown') ? [] : STATS)
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** What the page is told, each time that it is. */
function listen(count: number) {
  const numbers = createGroupStatsPoller(new QueryClient({ defaultOptions: { queries: { staleTime: 0 } } }))
  const told: number[] = []
  const stop = numbers.subscribe(() =>
    told.push(numbers.read().answers.filter((answer) => answer.numbers).length),
  )
  numbers.ask(refs(count))
  return { numbers, told, stop }
}

test('answers that come one by one are told many at a time', async () => {
  const { numbers, told, stop } = listen(60)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(asked).toHaveLength(180)
  expect(told.at(-1)).toBe(60)
  expect(told.length).toBeLessThanOrEqual(9)
  expect(numbers.read().answers.every(({ error }) => error === null)).toBe(true)
  stop()
})

test('a group that goes on being asked for is not asked anew when others come and go', async () => {
  const { numbers, told, stop } = listen(2)
  await vi.advanceTimersByTimeAsync(500)
  asked.length = 0
  numbers.ask(refs(3))
  await vi.advanceTimersByTimeAsync(500)
  expect(asked).toHaveLength(3)
  expect(asked.every((path) => path.includes('group-2'))).toBe(true)
  expect(told.at(-1)).toBe(3)
  numbers.ask(refs(1))
  expect(numbers.read().answers).toHaveLength(1)
  stop()
})
