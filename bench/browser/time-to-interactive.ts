import type { Browser, Page } from '@playwright/test'
import { openSlowPage } from './slow-page.ts'

/** So long without a task of over 50 ms means that a page has come to rest. */
const QUIET_MS = 1000
/** One alone is up to a third slower or quicker than another. */
const LOADS = 5

/**
 * How long the page at `path` takes until it rests, in ms: the median of several first loads, each with an empty cache.
 * A load lasts until `isThere` is kept or the last long task before the rest ends, whichever comes later.
 */
export async function timeToInteractive(
  browser: Browser,
  server: string,
  path: string,
  isThere: (page: Page) => Promise<void>,
): Promise<number> {
  const times: number[] = []
  for (let load = 0; load < LOADS; load++) {
    // Side by side they would slow each other down.
    times.push(await timeOneLoad(browser, server, path, isThere))
  }
  return times.toSorted((one, other) => one - other)[Math.floor(LOADS / 2)] ?? Number.NaN
}

async function timeOneLoad(
  browser: Browser,
  server: string,
  path: string,
  isThere: (page: Page) => Promise<void>,
): Promise<number> {
  const { page, close } = await openSlowPage(browser, server)
  await page.goto(path, { waitUntil: 'commit' })
  await isThere(page)
  const there = await page.evaluate(() => performance.now())
  await page.waitForFunction(
    ([from, quiet]) => performance.now() - Math.max(window.observed.longTaskEnd, from) > quiet,
    [there, QUIET_MS] as const,
  )
  const lastTask = await page.evaluate(() => window.observed.longTaskEnd)
  await close()
  return Math.max(there, lastTask)
}
