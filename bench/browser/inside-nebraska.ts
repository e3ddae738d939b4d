import type { Browser, Page, Request } from '@playwright/test'
import { interactionToPaint } from './interaction-to-paint.ts'
import { type Measure, PAINT_MS } from './measure.ts'
import { openSlowPage } from './slow-page.ts'

const IN_VIEW_MS = 2000
const REQUESTS_AT_ONCE = 6

/** The fleet page where a Nebraska serves it, which has no summary: each group is read, those in view first. */
export async function measureInsideNebraska(
  browser: Browser,
  server: string,
  groups: number,
): Promise<Measure[]> {
  const { page, close } = await openSlowPage(browser, server)
  await page.route('**/platte/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
  )
  const requests = countRequests(page)
  await page.goto('/', { waitUntil: 'commit' })
  await page.waitForFunction(isInView, null, { polling: 'raf' })
  const inView = await page.evaluate(() => performance.now())
  const filter = await interactionToPaint(page, () =>
    page.getByRole('searchbox', { name: 'Filter groups' }).pressSequentially('site'),
  )
  await close()
  const named = (name: string) => `inside a Nebraska, ${groups} groups: ${name}`
  return [
    { name: named('numbers in view'), value: inView, unit: 'ms', most: IN_VIEW_MS },
    { name: named('requests at once'), value: requests.most, unit: '', most: REQUESTS_AT_ONCE },
    { name: named('filter meanwhile, to the next paint'), value: filter, unit: 'ms', most: PAINT_MS },
  ]
}

/** Runs in the page: whether groups are on the screen, and none of them waits for its numbers. */
function isInView(): boolean {
  const rows = [...document.querySelectorAll('table tbody tr')].filter((row) => {
    const { top, bottom } = row.getBoundingClientRect()
    return top < window.innerHeight && bottom > 0
  })
  return rows.length > 0 && rows.every((row) => !row.textContent.includes('Loading'))
}

function countRequests(page: Page): { most: number } {
  const count = { most: 0 }
  let underWay = 0
  page.on('request', (request) => {
    if (request.url().includes('/groups/')) count.most = Math.max(count.most, ++underWay)
  })
  const ended = (request: Request) => {
    if (request.url().includes('/groups/')) underWay -= 1
  }
  page.on('requestfinished', ended)
  page.on('requestfailed', ended)
  return count
}
