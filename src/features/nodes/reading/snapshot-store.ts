/** A value that a component subscribes to; changes in quick succession are told once. */
export interface SnapshotStore<Snapshot> {
  subscribe: (listener: () => void) => () => void
  getSnapshot: () => Snapshot
  /** Takes a new snapshot after `delay` ms, or now. */
  publish: (delay?: number) => void
  cancel: () => void
}

export function createSnapshotStore<Snapshot>(take: () => Snapshot): SnapshotStore<Snapshot> {
  const listeners = new Set<() => void>()
  let snapshot = take()
  let timer: ReturnType<typeof setTimeout> | undefined
  const cancel = () => {
    clearTimeout(timer)
    timer = undefined
  }
  const tell = () => {
    cancel()
    snapshot = take()
    for (const listener of listeners) listener()
  }
  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    getSnapshot: () => snapshot,
    publish: (delay) => {
      if (delay === undefined) tell()
      else timer ??= setTimeout(tell, delay)
    },
    cancel,
  }
}
