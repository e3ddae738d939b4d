import { setMaxListeners } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SingleFlight } from './single-flight.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

const stays = new AbortController().signal
setMaxListeners(0, stays)

/** Work that ends when the test says so, and counts its runs. */
function manualWork() {
  const ends: ((result: number) => void)[] = []
  const signals: AbortSignal[] = []
  let runs = 0
  const work = (abandoned: AbortSignal) => {
    runs++
    signals.push(abandoned)
    return new Promise<number>((resolve) => ends.push(() => resolve(runs)))
  }
  return {
    work,
    signals,
    runs: () => runs,
    end: async () => {
      await turn()
      ends.shift()?.(0)
      await turn()
    },
  }
}

const turn = () => new Promise(setImmediate)

test('everyone who asks at a moment shares one run', async () => {
  const shared = new SingleFlight<number>()
  const { work, runs, end } = manualWork()
  const results = Array.from({ length: 300 }, () => shared.run('fleet', stays, work))
  await end()
  expect(new Set(await Promise.all(results))).toEqual(new Set([1]))
  expect(runs()).toBe(1)
})

test('who asks while it runs gets a result that was begun afterwards', async () => {
  const shared = new SingleFlight<number>()
  const { work, end } = manualWork()
  const first = shared.run('fleet', stays, work)
  await turn()
  const [second, third] = [shared.run('fleet', stays, work), shared.run('fleet', stays, work)]
  await end()
  await end()
  expect(await Promise.all([first, second, third])).toEqual([1, 2, 2])
})

test('another key has work of its own', async () => {
  const shared = new SingleFlight<number>()
  const { work, runs, end } = manualWork()
  const results = [shared.run('fleet', stays, work), shared.run('status', stays, work)]
  await end()
  await end()
  await Promise.all(results)
  expect(runs()).toBe(2)
})

test('a failure is everyone’s whose work it was, and the next run may succeed', async () => {
  const shared = new SingleFlight<number>()
  const results = await Promise.allSettled(
    [1, 2].map(() => shared.run('fleet', stays, () => Promise.reject(new Error('no connection')))),
  )
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await turn()
  expect(await shared.run('fleet', stays, async () => 5)).toBe(5)
})

test('work goes on while one of its callers waits, and is abandoned when the last has left', async () => {
  const shared = new SingleFlight<number>()
  const { work, signals } = manualWork()
  const [one, other] = [new AbortController(), new AbortController()]
  const results = [shared.run('list', one.signal, work), shared.run('list', other.signal, work)]
  const settled = Promise.allSettled(results)
  await turn()
  one.abort()
  expect(signals[0]?.aborted).toBe(false)
  other.abort()
  expect(signals[0]?.aborted).toBe(true)
  expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})

test('work whose callers have all left before its turn never begins', async () => {
  const shared = new SingleFlight<number>()
  const { work, runs, end } = manualWork()
  const left = new AbortController()
  const first = shared.run('list', stays, work)
  await turn()
  const second = shared.run('list', left.signal, work)
  left.abort()
  await expect(second).rejects.toThrow('aborted')
  await end()
  await first
  expect(runs()).toBe(1)
  await expect(shared.run('list', left.signal, work)).rejects.toThrow('aborted')
})

test('for many callers it rests nineteen times as long as it took, and for few not at all', async () => {
  const shared = new SingleFlight<number>()
  let runs = 0
  const work = async () => {
    vi.advanceTimersByTime(10)
    return ++runs
  }
  for (let n = 1; n <= 5; n++) expect(await shared.run('few', stays, work)).toBe(n)
  const many = () => Array.from({ length: 20 }, () => shared.run('many', stays, work))
  await Promise.all(many())
  const next = many()
  await turn()
  await vi.advanceTimersByTimeAsync(150)
  expect(runs).toBe(6)
  await vi.advanceTimersByTimeAsync(50)
  await Promise.all(next)
  expect(runs).toBe(7)
})
