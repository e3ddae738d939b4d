import type { Page } from '@playwright/test'

/** Events that are painted sooner than this are not reported. */
const MIN_MS = 16

/** The slowest event of `act`, from the hand to the next paint, in ms; 16 where all were as fast or faster. */
export async function interactionToPaint(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    window.observed.slowestEvent = 0
  })
  await act()
  // Entries come after the paint that they speak of.
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 200)))
      }),
  )
  return Math.max(MIN_MS, await page.evaluate(() => window.observed.slowestEvent))
}
