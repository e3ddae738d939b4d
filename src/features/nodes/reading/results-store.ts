import { createExternalStore } from '#src/lib/external-store.ts'
import type { NodeResults, NodeSource } from './node-source.ts'

interface ResultsStore extends Pick<NodeSource, 'subscribe' | 'getSnapshot'> {
  publish: () => void
  /** Publishes after a delay, so that answers in quick succession render once. */
  publishSoon: () => void
  /** Drops a delayed publication. */
  cancel: () => void
}

/** @param collect computes the results from what has been read so far */
export function createResultsStore(collect: () => NodeResults, delayMs: number): ResultsStore {
  const store = createExternalStore(collect())
  let timer: ReturnType<typeof setTimeout> | undefined
  const cancel = () => {
    clearTimeout(timer)
    timer = undefined
  }
  const publish = () => {
    cancel()
    store.set(collect())
  }
  return {
    subscribe: store.subscribe,
    getSnapshot: store.get,
    publish,
    publishSoon: () => {
      timer ??= setTimeout(publish, delayMs)
    },
    cancel,
  }
}
