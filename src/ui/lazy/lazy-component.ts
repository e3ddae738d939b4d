import type { ComponentType } from 'react'
import { SECOND_MS } from '#contract/time-units.ts'
import { createExternalStore, type ExternalStore } from '#src/lib/external-store.ts'
import { loadModule } from './load-module.ts'

/** A component whose code loads on demand. */
export interface LazyComponent<Props> {
  state: Pick<ExternalStore<LazyComponentState<Props>>, 'get' | 'subscribe'>
  /** Loads the code unless it is loaded or loading; never rejects. While somebody subscribes, failed attempts repeat. */
  load: () => Promise<void>
}

export type LazyComponentState<Props> =
  | { kind: 'loading' }
  | { kind: 'loaded'; Component: ComponentType<Props> }
  | { kind: 'failed'; error: Error; isRetrying: boolean }

/** Pauses between attempts; the last one repeats. */
const DELAYS_MS = [1, 2, 5, 10, 30].map((seconds) => seconds * SECOND_MS)

/** Create one at module scope. @param load imports the module and returns its component */
export function createLazyComponent<Props>(load: () => Promise<ComponentType<Props>>): LazyComponent<Props> {
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | null = null
  let failures = 0
  let isShown = false

  const store = createExternalStore<LazyComponentState<Props>>({ kind: 'loading' }, () => {
    isShown = true
    failures = 0
    void start()
    return () => {
      isShown = false
      clearTimeout(timer)
    }
  })

  function start(): Promise<void> {
    clearTimeout(timer)
    const state = store.get()
    if (state.kind === 'loaded') return Promise.resolve()
    if (state.kind === 'failed') store.set({ ...state, isRetrying: true })
    running ??= attempt().finally(() => {
      running = null
    })
    return running
  }

  async function attempt(): Promise<void> {
    try {
      store.set({ kind: 'loaded', Component: await loadModule(load) })
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown))
      store.set({ kind: 'failed', error, isRetrying: false })
      const delay = DELAYS_MS[failures] ?? DELAYS_MS.at(-1)
      failures += 1
      if (isShown) timer = setTimeout(() => void start(), delay)
    }
  }

  return { state: store, load: start }
}
