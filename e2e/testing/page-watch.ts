import type { BrowserContext, Page, Request } from '@playwright/test'

const LOAD_FAILURE = /^Failed to load resource/

/** What a page must never do, as sentences. */
export interface PageWatch {
  complaints: readonly string[]
}

/**
 * Watches every page of the context for errors and for requests to elsewhere. `toleratesFailedLoads` is for tests in
 * which the server refuses something or is gone: the browser writes a line about that of its own.
 */
export function watchPages(
  context: BrowserContext,
  { toleratesFailedLoads }: { toleratesFailedLoads: boolean },
): PageWatch {
  const complaints: string[] = []
  const watch = (page: Page) => {
    page.on('pageerror', (error) => complaints.push(`Uncaught: ${error.stack ?? error.message}`))
    page.on('console', (message) => {
      if (message.type() !== 'error') return
      if (toleratesFailedLoads && LOAD_FAILURE.test(message.text())) return
      complaints.push(`Console: ${message.text()} (${message.location().url})`)
    })
  }
  context.on('page', watch)
  context.on('request', (request) => {
    if (isToElsewhere(request)) complaints.push(`Fetched from elsewhere: ${request.url()}`)
  })
  return { complaints }
}

function isToElsewhere(request: Request): boolean {
  if (request.isNavigationRequest()) return false
  const { protocol, origin } = new URL(request.url())
  return protocol.startsWith('http') && origin !== new URL(request.frame().url()).origin
}
