import { expect, test, vi } from 'vitest'
import { createExternalStore } from '#src/lib/external-store.ts'

test('a subscriber is notified of every new value until it unsubscribes', () => {
  const store = createExternalStore('a')
  const listener = vi.fn<() => void>()
  const unsubscribe = store.subscribe(listener)
  store.set('b')
  expect(store.get()).toBe('b')
  expect(listener).toHaveBeenCalledTimes(1)
  unsubscribe()
  store.set('c')
  expect(listener).toHaveBeenCalledTimes(1)
})
