import { expect, type Page } from '@playwright/test'

/** Expects that the page is no wider than its viewport. */
export async function expectNoHorizontalOverflow(page: Page): Promise<void> {
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  await expect.poll(overflow, { message: 'horizontal overflow in pixels' }).toBeLessThanOrEqual(0)
}
