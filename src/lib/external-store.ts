/** A value outside React that components follow with `useSyncExternalStore`. */
export interface ExternalStore<Value> {
  /** The same object until `set`. */
  get: () => Value
  set: (next: Value) => void
  /** Calls `listener` after every `set`. @returns a function that ends this */
  subscribe: (listener: () => void) => () => void
}

export function createExternalStore<Value>(initial: Value): ExternalStore<Value> {
  let value = initial
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set: (next) => {
      value = next
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
