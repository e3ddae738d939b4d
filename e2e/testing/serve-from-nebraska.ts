import type { Page } from '@playwright/test'

/**
 * Makes the page see what it sees when a Nebraska serves it: every path under `/platte/` returns the dashboard's own
 * HTML, as every path that Nebraska does not know.
 */
export async function serveFromNebraska(page: Page): Promise<void> {
  await page.route('**/platte/**', async (route) => {
    const { origin } = new URL(route.request().url())
    await route.fulfill({ response: await page.request.get(`${origin}/`) })
  })
}
