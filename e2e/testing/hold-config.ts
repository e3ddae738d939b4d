import { EventEmitter, once } from 'node:events'
import type { Page } from '@playwright/test'

/** Holds the server's configuration back, which says whether people sign in, until the returned function is called. */
export async function holdConfig(page: Page): Promise<() => void> {
  const holder = new EventEmitter()
  const released = once(holder, 'release')
  await page.route('**/config', async (route) => {
    await released
    await route.continue()
  })
  return () => void holder.emit('release')
}
