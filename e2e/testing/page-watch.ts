import type { BrowserContext, Page } from '@playwright/test'

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
  origin: string,
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
    const url = new URL(request.url())
    if (['data:', 'blob:', 'about:'].includes(url.protocol) || url.origin === origin) return
    complaints.push(`Fetched from elsewhere: ${url.href}`)
  })
  return { complaints }
}
