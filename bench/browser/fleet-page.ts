import type { Browser, Page } from '@playwright/test'
import { interactionToPaint } from './interaction-to-paint.ts'
import { type Measure, PAINT_MS } from './measure.ts'
import { openSlowPage } from './slow-page.ts'
import { timeToInteractive } from './time-to-interactive.ts'

const INTERACTIVE_MS = 2000
const HEAP_MB = 60
const REQUESTS = 10

const table = (page: Page) => page.getByRole('table', { name: 'Groups of the fleet' })

/** Waits until the page knows every group, and none of those on the screen waits for its numbers. */
export async function fleetIsThere(page: Page, groups: number): Promise<void> {
  await page
    .getByText(new RegExp(`^${groups} in `))
    .first()
    .waitFor()
  await table(page).getByRole('rowheader').first().waitFor()
  await table(page).getByText('Loading').first().waitFor({ state: 'detached' })
}

/** The fleet page of a server with so many groups, from its opening to what a hand does on it. */
export async function measureFleetPage(browser: Browser, server: string, groups: number): Promise<Measure[]> {
  const isThere = (page: Page) => fleetIsThere(page, groups)
  const interactive = await timeToInteractive(browser, server, '/', isThere)
  const { page, devtools, close } = await openSlowPage(browser, server)
  let requests = 0
  page.on('request', (request) => {
    if (/\/(?:api|platte|config)(?:\/|$)/.test(new URL(request.url()).pathname)) requests += 1
  })
  await page.goto('/')
  await isThere(page)
  // The end of the page comes last, with what it reads.
  await page.getByText('How these numbers add up').waitFor()
  await page.waitForLoadState('networkidle')
  const apiRequests = requests
  await devtools.send('HeapProfiler.collectGarbage')
  const { usedSize } = await devtools.send('Runtime.getHeapUsage')
  const named = (name: string) => `fleet page, ${groups} groups: ${name}`
  const measures: Measure[] = [
    { name: named('interactive'), value: interactive, unit: 'ms', most: INTERACTIVE_MS },
    { name: named('requests for data'), value: apiRequests, unit: '', most: REQUESTS },
    { name: named('heap'), value: usedSize / 1e6, unit: 'MB', most: HEAP_MB },
  ]
  const interactions: [name: string, act: () => Promise<void>][] = [
    ['filter', () => page.getByRole('searchbox', { name: 'Filter groups' }).pressSequentially('stable')],
    ['lift the filter', () => page.getByRole('button', { name: 'Clear' }).click()],
    ['sort', () => table(page).getByRole('button', { name: 'Nodes' }).click()],
    ['compact', () => page.getByRole('button', { name: 'Compact' }).click()],
    ['another page', () => page.getByRole('link', { name: 'Versions', exact: true }).click()],
    ['and back', () => page.getByRole('link', { name: 'Fleet', exact: true }).first().click()],
  ]
  for (const [name, act] of interactions) {
    const value = await interactionToPaint(page, act)
    measures.push({ name: named(`${name}, to the next paint`), value, unit: 'ms', most: PAINT_MS })
  }
  await close()
  return measures
}
