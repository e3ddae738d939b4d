import type { Page } from '@playwright/test'

/**
 * Lets the page find what it would where a Nebraska serves it: nothing below `/platte/`, and the dashboard's own page
 * instead, as for every path that it doesn't know.
 */
export async function insideNebraska(page: Page): Promise<void> {
  await page.route('**/platte/**', async (route) => {
    const { origin } = new URL(route.request().url())
    await route.fulfill({ response: await page.request.get(`${origin}/`) })
  })
}
