import type { ComponentType } from 'react'
import type { RouteObject } from 'react-router'
import { SECOND_MS } from '#contract/time-units.ts'
import { createLazyComponent } from '#src/ui/lazy/lazy-component.ts'
import { LazyPage } from './LazyPage.tsx'

/** For so long the page before stays on screen; then the new one says that it is loading. */
const MAX_WAIT_MS = 2 * SECOND_MS

/** A route whose page loads when it is first visited. The router never sees the failure: the page shows it, and retries. */
export function lazyPage(load: () => Promise<ComponentType>): Pick<RouteObject, 'lazy'> {
  const part = createLazyComponent<object>(load)
  const Component = () => <LazyPage component={part} />
  return {
    lazy: {
      Component: async () => {
        const waited = new Promise((resolve) => setTimeout(resolve, MAX_WAIT_MS))
        await Promise.race([part.load(), waited])
        return Component
      },
    },
  }
}
