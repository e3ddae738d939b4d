import { MINUTE_MS } from '#contract/time-units.ts'
import type { Page } from '@playwright/test'
import type { SlowPage } from './slow-page.ts'

/**
 * The first minutes fill caches that stay. Where the browser compiles what it has seen run often, that code grows for hours:
 * by a tenth of the heap in this hour, and by a fiftieth in the next.
 */
const WARM_UP_MINUTES = 30
const MINUTES = 60

/**
 * Opens `path` and lets an hour of polling pass on the page's own clock, minute by minute, each with the server's
 * answers. Used heap in bytes, after a collection of garbage, before that hour and after it.
 */
export async function heapOverAnHour(
  { page, devtools }: SlowPage,
  path: string,
  isThere: () => Promise<void>,
): Promise<{ before: number; after: number }> {
  const answered = trackRequests(page)
  await page.clock.install()
  await page.goto(path)
  await isThere()
  await passMinutes(page, WARM_UP_MINUTES, answered)
  const before = await usedHeap(devtools)
  await passMinutes(page, MINUTES, answered)
  return { before, after: await usedHeap(devtools) }
}

async function passMinutes(page: Page, minutes: number, answered: () => Promise<void>): Promise<void> {
  for (let minute = 0; minute < minutes; minute++) {
    await page.clock.runFor(MINUTE_MS)
    await answered()
  }
}

/** Returns a function that waits until no request of the page is in progress. */
function trackRequests(page: Page): () => Promise<void> {
  let open = 0
  let whenNone: (() => void) | null = null
  page.on('request', () => (open += 1))
  const end = () => {
    open -= 1
    if (open === 0) whenNone?.()
  }
  page.on('requestfinished', end)
  page.on('requestfailed', end)
  return async () => {
    if (open > 0)
      await new Promise<void>((resolve) => {
        whenNone = resolve
      })
    whenNone = null
  }
}

async function usedHeap(devtools: SlowPage['devtools']): Promise<number> {
  await devtools.send('HeapProfiler.collectGarbage')
  const { usedSize } = await devtools.send('Runtime.getHeapUsage')
  return usedSize
}
