import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { expectNoHorizontalOverflow } from './testing/expect-no-horizontal-overflow.ts'
import { kioskWithOneGroup } from './testing/kiosk.ts'
import type { World } from './world/world.ts'

/** A4 between its margins, in pixels. */
const PAPER = { width: 703, height: 1000 }
const NOT_LOADED = /it was not loaded yet when the page was printed/

async function kioskOf(world: World) {
  const kiosk = await kioskWithOneGroup(world)
  await kiosk.nodes(3, { group: 'canary', version: '1.0.0' }).checkIn()
  return kiosk
}

async function showOnPaper(page: Page): Promise<void> {
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize(PAPER)
}

const versionsChart = (page: Page) => page.getByRole('figure', { name: 'Versions of canary over time' })

async function expectDrawn(page: Page): Promise<void> {
  const plot = versionsChart(page).locator('svg.recharts-surface')
  await expect.poll(async () => (await plot.boundingBox())?.height).toBeGreaterThan(150)
}

/** Fires what the browser fires around printing; in between, no frame of the page is drawn on the paper. */
const fire = (page: Page, event: 'beforeprint' | 'afterprint') =>
  page.evaluate((type) => void window.dispatchEvent(new Event(type)), event)

test('a printed page has no controls, and fits the paper with its charts', async ({ world, page }) => {
  const kiosk = await kioskOf(world)
  await page.goto(kiosk.group('canary').path)
  const statuses = page.getByRole('table', { name: 'Nodes of canary by status' })
  await expect(statuses).toBeVisible()
  await page.getByRole('region', { name: 'Versions over time' }).scrollIntoViewIfNeeded()
  await expectDrawn(page)
  await showOnPaper(page)
  await expect(statuses).toBeVisible()
  await expectDrawn(page)
  await expect(page.getByText(NOT_LOADED).filter({ visible: true })).toHaveCount(0)
  await expect(page.getByRole('banner')).toBeHidden()
  await expect(page.getByRole('button')).toHaveCount(0)
  await expect(page.getByRole('link', { name: /Edit policy|Clone|Other time ranges/ })).toHaveCount(0)
  await expect(page.getByRole('navigation', { name: 'Breadcrumbs' })).toBeVisible()
  await expectNoHorizontalOverflow(page)
})

test('a chart that is not loaded when the page is printed says so, and is on the next print', async ({
  world,
  page,
}) => {
  const kiosk = await kioskOf(world)
  await page.setViewportSize({ width: 1000, height: 300 })
  await page.goto(kiosk.group('canary').path)
  const panel = page.getByRole('region', { name: 'Versions over time' })
  await expect(panel).toBeAttached()
  await fire(page, 'beforeprint')
  await page.emulateMedia({ media: 'print' })
  await expect(panel.getByText(NOT_LOADED)).toBeVisible()
  await page.emulateMedia({ media: 'screen' })
  await fire(page, 'afterprint')
  await expectDrawn(page)
  await fire(page, 'beforeprint')
  await showOnPaper(page)
  await expect(panel.getByText(NOT_LOADED)).toBeHidden()
  await expectDrawn(page)
})

test('the chart of a rollout is printed although nobody scrolled to it', async ({ world, page }) => {
  const kiosk = await kioskOf(world)
  // Half of them are done, so the forecast says since when, from the same numbers.
  await kiosk.nodes(4, { group: 'canary', version: '2.0.0' }).checkIn()
  await page.setViewportSize({ width: 1000, height: 300 })
  await page.goto(`${kiosk.group('canary').path}/rollout`)
  const panel = page.getByRole('region', { name: 'Over time' })
  await expect(panel.locator('svg.recharts-surface')).toBeAttached()
  await fire(page, 'beforeprint')
  await showOnPaper(page)
  await expect(panel.getByText(NOT_LOADED)).toBeHidden()
  const plot = panel.locator('svg.recharts-surface')
  await expect.poll(async () => (await plot.boundingBox())?.height).toBeGreaterThan(150)
})

test('a printed list of nodes says how many of them it has, and where all of them are', async ({
  world,
  page,
}) => {
  const kiosk = await kioskOf(world)
  await kiosk.nodes(260, { group: 'canary', version: '2.0.0' }).checkIn()
  await page.goto(`${kiosk.group('canary').path}/nodes`)
  await expect(page.getByRole('table', { name: 'Nodes' })).toHaveAttribute('aria-rowcount', '264')
  const note = page.getByText('those that were loaded')
  await expect(note).toBeHidden()
  await fire(page, 'beforeprint')
  await page.emulateMedia({ media: 'print' })
  await expect(note).toHaveText(
    '200 of 263 nodes: those that were loaded when the page was printed. “Export” on the page saves all of them, as CSV or JSON.',
  )
})

test('on paper, tables keep their columns, and only filters that are set are shown', async ({
  world,
  page,
}) => {
  const kiosk = await kioskOf(world)
  const expectTable = async (name: string) => {
    const cell = page
      .getByRole('table', { name, exact: true })
      .getByRole('cell', { name: /^2\.0\.0$|stable|1\.0\.0/ })
    await expect(cell.first()).toHaveCSS('display', 'table-cell')
    await expectNoHorizontalOverflow(page)
  }
  await page.goto(`/?application=${kiosk.id}`)
  await expect(page.getByRole('link', { name: 'canary', exact: true })).toBeVisible()
  await showOnPaper(page)
  await expectTable('Groups of the fleet')
  await expect(page.getByRole('combobox', { name: 'Application' })).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Arch' })).toBeHidden()
  await expect(page.getByRole('link', { name: 'Wallboard' })).toBeHidden()
  await page.goto('/nodes')
  await expectTable('Nodes')
  await expect(page.getByText('No filters yet')).toBeHidden()
  await page.goto('/audit-log')
  await expect(page.getByRole('heading', { name: 'Audit log', level: 1 })).toBeVisible()
  await expect(page.getByText('From', { exact: true })).toBeHidden()
})
