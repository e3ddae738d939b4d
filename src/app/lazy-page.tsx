import type { ComponentType } from 'react'
import type { RouteObject } from 'react-router'
import { SECOND_MS } from '#contract/time-units.ts'
import { createPart } from '#src/ui/lazy/part.ts'
import { LazyPage } from './LazyPage.tsx'

/** For so long the page before stays on screen; then the new one says that it is loading. */
const LONGEST_WAIT_MS = 2 * SECOND_MS

/** A route whose page loads when it is first visited. The router never sees the failure: the page shows it, and retries. */
export function lazyPage(load: () => Promise<ComponentType>): Pick<RouteObject, 'lazy'> {
  const part = createPart<object>(load)
  const Component = () => <LazyPage part={part} />
  return {
    lazy: {
      Component: async () => {
        const waited = new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT_MS))
        await Promise.race([part.load(), waited])
        return Component
      },
    },
  }
}
