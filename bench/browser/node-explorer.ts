import type { Browser, Page } from '@playwright/test'
import { droppedFrames } from './dropped-frames.ts'
import { interactionToPaint } from './interaction-to-paint.ts'
import { type Measure, PAINT_MS } from './measure.ts'
import { openSlowPage } from './slow-page.ts'
import { timeToInteractive } from './time-to-interactive.ts'

const INTERACTIVE_MS = 2000
const DROPPED_PERCENT = 5

const rows = (page: Page) => page.getByRole('table', { name: 'Nodes', exact: true })

/** The table of all nodes: its opening, a search, and the wheel. */
export async function measureNodeExplorer(browser: Browser, server: string): Promise<Measure[]> {
  const isThere = (page: Page) => rows(page).getByRole('link').first().waitFor()
  const interactive = await timeToInteractive(browser, server, '/nodes', isThere)
  const { page, close } = await openSlowPage(browser, server)
  await page.goto('/nodes')
  await isThere(page)
  const dropped = await droppedFrames(browser, page, rows(page))
  // As a hand does, before it reaches the field.
  await page.evaluate(() => scrollTo(0, 0))
  await page.evaluate(() => new Promise<void>((resolve) => requestIdleCallback(() => resolve())))
  const paint = await interactionToPaint(page, () =>
    page.getByRole('searchbox', { name: 'Search nodes' }).pressSequentially('node-99'),
  )
  // A click while the answer is drawn is another measure than one at rest.
  await rows(page).getByRole('link', { name: 'node-99' }).first().waitFor()
  const sort = await interactionToPaint(page, () =>
    rows(page).getByRole('button', { name: 'Last check' }).click(),
  )
  await close()
  return [
    { name: 'nodes: interactive', value: interactive, unit: 'ms', most: INTERACTIVE_MS },
    { name: 'nodes: frames dropped while scrolling', value: dropped * 100, unit: '%', most: DROPPED_PERCENT },
    { name: 'nodes: search, to the next paint', value: paint, unit: 'ms', most: PAINT_MS },
    { name: 'nodes: sort, to the next paint', value: sort, unit: 'ms', most: PAINT_MS },
  ]
}
