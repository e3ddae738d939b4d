import type { Page } from '@playwright/test'

/** So long without a task of over 50 ms means that a page has come to rest. */
const QUIET_MS = 1000

/**
 * Opens `path` and waits until `isThere` is kept and the page rests. In ms from the navigation to the end of the last
 * long task before the rest, or until `isThere`, whichever came later.
 */
export async function timeToInteractive(
  page: Page,
  path: string,
  isThere: () => Promise<void>,
): Promise<number> {
  await page.goto(path, { waitUntil: 'commit' })
  await isThere()
  const there = await page.evaluate(() => performance.now())
  await page.waitForFunction(
    ([from, quiet]) => performance.now() - Math.max(window.observed.longTaskEnd, from) > quiet,
    [there, QUIET_MS] as const,
  )
  const lastTask = await page.evaluate(() => window.observed.longTaskEnd)
  return Math.max(there, lastTask)
}
