import type { Page } from '@playwright/test'

/** Moves the page's time ahead, on the clocks of both the browser and the server, which a browser follows. In ms. */
export async function moveClocksAhead(page: Page, by: number): Promise<void> {
  await page.clock.install({ time: Date.now() + by })
  await page.route('**/api/**', async (route) => {
    const response = await route.fetch()
    const date = new Date(Date.now() + by).toUTCString()
    await route.fulfill({ response, headers: { ...response.headers(), date } })
  })
}
