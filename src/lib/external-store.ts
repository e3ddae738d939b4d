/** A value outside React that components read with `useSyncExternalStore(store.subscribe, store.get)`. */
export interface ExternalStore<Value> {
  /** The same value until the next `set`, as React expects of a snapshot. */
  get: () => Value
  /** Replaces the value and notifies every subscriber; nothing happens if it is the same value. */
  set: (value: Value) => void
  /** @returns unsubscribes */
  subscribe: (listener: () => void) => () => void
}

/** @param start runs at the first subscription; what it returns runs when the last subscriber leaves */
export function createExternalStore<Value>(initial: Value, start?: () => () => void): ExternalStore<Value> {
  const listeners = new Set<() => void>()
  let value = initial
  let stop: (() => void) | undefined
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(value, next)) return
      value = next
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      // A wrapper of its own, so that the same function may subscribe twice.
      const notify = () => listener()
      listeners.add(notify)
      if (listeners.size === 1) stop = start?.()
      return () => {
        if (!listeners.delete(notify) || listeners.size > 0) return
        stop?.()
        stop = undefined
      }
    },
  }
}
