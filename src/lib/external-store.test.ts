import { expect, test, vi } from 'vitest'
import { createExternalStore } from './external-store.ts'

test('subscribers are notified of every new value until they unsubscribe', () => {
  const store = createExternalStore(0)
  const seen: number[] = []
  const unsubscribe = store.subscribe(() => seen.push(store.get()))
  store.set(1)
  store.set(1)
  store.set(2)
  unsubscribe()
  store.set(3)
  expect(seen).toEqual([1, 2])
  expect(store.get()).toBe(3)
})

test('the source runs while there is a subscriber', () => {
  const stop = vi.fn<() => void>()
  const start = vi.fn<() => () => void>(() => stop)
  const store = createExternalStore(0, start)
  expect(start).not.toHaveBeenCalled()
  const [first, second] = [store.subscribe(() => undefined), store.subscribe(() => undefined)]
  expect(start).toHaveBeenCalledOnce()
  first()
  first()
  expect(stop).not.toHaveBeenCalled()
  second()
  expect(stop).toHaveBeenCalledOnce()
  store.subscribe(() => undefined)
  expect(start).toHaveBeenCalledTimes(2)
})
