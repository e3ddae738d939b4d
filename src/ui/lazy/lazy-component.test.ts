import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLazyComponent } from './lazy-component.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const Chart = () => null
const listener = () => undefined

/** A part whose first attempts fail. */
function partThatFails(times: number) {
  let attempts = 0
  const part = createLazyComponent(async () => {
    attempts += 1
    if (attempts <= times) throw new Error('Nothing arrived.')
    return Chart
  })
  return { part, attempts: () => attempts }
}

test('a part loads when it is first shown, and once', async () => {
  const { part, attempts } = partThatFails(0)
  expect(attempts()).toBe(0)
  const leave = part.state.subscribe(listener)
  await vi.advanceTimersByTimeAsync(0)
  expect(part.state.get()).toEqual({ kind: 'loaded', Component: Chart })
  leave()
  part.state.subscribe(listener)()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(attempts()).toBe(1)
})

test('a part that failed reports why, and tries again by itself until it is loaded', async () => {
  const { part, attempts } = partThatFails(2)
  const leave = part.state.subscribe(listener)
  await vi.advanceTimersByTimeAsync(0)
  expect(part.state.get()).toEqual({
    kind: 'failed',
    error: new Error('Nothing arrived.'),
    isRetrying: false,
  })
  await vi.advanceTimersByTimeAsync(1000)
  expect(part.state.get()).toMatchObject({ kind: 'failed' })
  await vi.advanceTimersByTimeAsync(2000)
  expect(part.state.get()).toEqual({ kind: 'loaded', Component: Chart })
  expect(attempts()).toBe(3)
  leave()
})

test('a part that nobody sees is not tried again until it is shown', async () => {
  const { part, attempts } = partThatFails(1)
  const leave = part.state.subscribe(listener)
  await vi.advanceTimersByTimeAsync(0)
  leave()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(attempts()).toBe(1)
  const leaveAgain = part.state.subscribe(listener)
  await vi.advanceTimersByTimeAsync(0)
  expect(part.state.get()).toMatchObject({ kind: 'loaded' })
  leaveAgain()
})

test('a retry by hand starts at once, keeps the error in sight, and is not doubled by the next one', async () => {
  const { part, attempts } = partThatFails(1)
  const leave = part.state.subscribe(listener)
  await vi.advanceTimersByTimeAsync(0)
  const retry = part.load()
  expect(part.state.get()).toMatchObject({ kind: 'failed', isRetrying: true })
  await Promise.all([retry, part.load()])
  expect(part.state.get()).toMatchObject({ kind: 'loaded' })
  expect(attempts()).toBe(2)
  leave()
})

test('loading ahead never rejects', async () => {
  const { part } = partThatFails(1)
  await expect(part.load()).resolves.toBeUndefined()
  expect(part.state.get()).toMatchObject({ kind: 'failed' })
})
