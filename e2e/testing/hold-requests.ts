import { EventEmitter, once } from 'node:events'
import type { Page } from '@playwright/test'

/** Holds requests for URLs of this pattern back until the returned function is called. */
export async function holdRequests(page: Page, pattern: string): Promise<() => void> {
  const holder = new EventEmitter()
  const released = once(holder, 'release')
  await page.route(pattern, async (route) => {
    await released
    await route.fallback()
  })
  return () => void holder.emit('release')
}
