import type { BrowserContext, Page, Request } from '@playwright/test'

const LOAD_FAILURE = /^Failed to load resource/

/** What the pages did that no page may do, one sentence each. */
export interface PageWatch {
  violations: readonly string[]
}

interface WatchOptions {
  allowFailedLoads: boolean
  /** The origin of a sign-in provider, with which pages may exchange tokens; null for none. */
  providerOrigin?: string | null
}

/**
 * Watches every page of the context for errors and for requests to other origins. `allowFailedLoads` is for tests in
 * which the server rejects a request or is down: the browser logs an error of its own then.
 */
export function watchPages(
  context: BrowserContext,
  { allowFailedLoads, providerOrigin = null }: WatchOptions,
): PageWatch {
  const violations: string[] = []
  const watch = (page: Page) => {
    page.on('pageerror', (error) => violations.push(`Uncaught: ${error.stack ?? error.message}`))
    page.on('console', (message) => {
      if (message.type() !== 'error') return
      if (allowFailedLoads && LOAD_FAILURE.test(message.text())) return
      violations.push(`Console: ${message.text()} (${message.location().url})`)
    })
  }
  context.on('page', watch)
  context.on('request', (request) => {
    if (isCrossOrigin(request) && new URL(request.url()).origin !== providerOrigin)
      violations.push(`Request to another origin: ${request.url()}`)
  })
  return { violations }
}

function isCrossOrigin(request: Request): boolean {
  if (request.isNavigationRequest()) return false
  const { protocol, origin } = new URL(request.url())
  return protocol.startsWith('http') && origin !== new URL(request.frame().url()).origin
}
