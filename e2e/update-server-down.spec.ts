import type { Page } from '@playwright/test'
import { expect } from './fixtures.ts'
import { expectTableRow } from './testing/expect-table-row.ts'
import { fleetTable } from './testing/fleet-table.ts'
import { kioskWithOneGroup } from './testing/kiosk.ts'
import { networkLinkTest as test } from './testing/network-link-test.ts'
import type { World } from './world/world.ts'

const outage = (page: Page) => page.getByRole('main').getByText('The update server has not responded since')

test.use({ allowFailedLoads: true })

async function kioskWithNodes(world: World) {
  const kiosk = await kioskWithOneGroup(world)
  await kiosk.nodes(2, { group: 'canary', version: '2.0.0' }).checkIn()
  return kiosk
}

/** Opens the list of the nodes of a new application that has two. */
async function openNodeList({ world, page, dashboard }: { world: World; page: Page; dashboard: string }) {
  const kiosk = await kioskWithNodes(world)
  await page.clock.install()
  await page.goto(`${dashboard}/nodes?application=${kiosk.id}`)
  const found = page.getByRole('region', { name: 'Nodes found' })
  await expect(found).toContainText('2 nodes in 1 group')
  return found
}

test('the page says that the update server is down, and recovers by itself', async ({
  world,
  page,
  link,
  dashboard,
}) => {
  const kiosk = await kioskWithOneGroup(world)
  const groups = fleetTable(page)
  await page.clock.install()
  // A chosen order shows the table although no node is there.
  await page.goto(`${dashboard}/?sort=group`)
  await expectTableRow(groups, { Group: kiosk.name, Nodes: 0 })

  link.cut()
  await page.clock.runFor('01:10')
  await expect(outage(page)).toBeVisible()
  await expectTableRow(groups, { Group: kiosk.name, Nodes: 0 })

  link.restore()
  await kiosk.nodes(2, { group: 'canary', version: '2.0.0' }).checkIn()
  await page.clock.runFor('01:10')
  await expect(outage(page)).toBeHidden()
  await expectTableRow(groups, { Group: kiosk.name, Nodes: 2 })
})

test('the header says that the update server is down as soon as a search for nodes fails', async ({
  world,
  page,
  link,
  dashboard,
}) => {
  const found = await openNodeList({ world, page, dashboard })
  await expect(page.getByRole('banner')).toContainText('Live')

  // No query polls meanwhile.
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 100)
  link.cut()
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(outage(page)).toBeVisible()
  await expect(page.getByRole('banner')).not.toContainText('Live')

  link.restore()
  await page.clock.resume()
  await found.getByRole('button', { name: 'Retry' }).click()
  await expect(found).toContainText('2 nodes in 1 group')
  await expect(page.getByRole('banner')).toContainText('Live')
  await expect(outage(page)).toBeHidden()
})

test('a list of nodes that nobody touches says that the server is down, and is whole again in seconds', async ({
  world,
  page,
  link,
  dashboard,
}) => {
  const found = await openNodeList({ world, page, dashboard })

  link.cut()
  await page.clock.runFor('00:40')
  await expect(outage(page)).toBeVisible()
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(found.getByRole('button', { name: 'Retry' })).toBeVisible()

  link.restore()
  await page.clock.runFor('00:09')
  await expect(outage(page)).toBeHidden()
  await expect(found).toContainText('2 nodes in 1 group')
  await expect(found.getByRole('button', { name: 'Retry' })).toBeHidden()
})

test('the wallboard warns in large letters as soon as the server is down', async ({
  world,
  page,
  link,
  dashboard,
}) => {
  await kioskWithNodes(world)
  await page.clock.install()
  await page.goto(`${dashboard}/?wall`)
  await expect(page.getByLabel('Fleet totals')).toContainText(/nodes[\d,]+/u)
  const warning = page.getByText(/^These numbers are .* old$/u)
  await expect(warning).toBeHidden()

  link.cut()
  await page.clock.runFor('00:40')
  await expect(warning).toBeVisible()

  link.restore()
  await page.clock.runFor('00:10')
  await expect(warning).toBeHidden()
})

test('a read that fails alone is reported by its panel, and no more often than it is polled', async ({
  world,
  page,
  dashboard,
}) => {
  const kiosk = await kioskWithNodes(world)
  const path = '**/instances_stats?*'
  const statuses = page.getByRole('region', { name: 'Nodes by status' })
  const error = statuses.getByText('Failed to refresh')
  await page.clock.install()
  await page.goto(`${dashboard}${kiosk.group('canary').path}`)
  await expect(statuses.getByRole('table')).toBeVisible()

  const sent: string[] = []
  await page.route(path, (route) => {
    sent.push(route.request().url())
    return route.fulfill({ status: 504 })
  })
  await page.clock.runFor('01:10')
  await expect(error).toBeVisible()
  sent.length = 0
  // Its attempts take three seconds, so it is soon read at other times than the rest of the page.
  for (let minute = 0; minute < 5; minute++) {
    await page.clock.runFor('01:00')
    await expect(error).toBeVisible()
    await expect(outage(page)).toBeHidden()
  }
  // Two numbers of this path, with three attempts each.
  expect(sent.length).toBeLessThanOrEqual(5 * 2 * 3)

  await page.unroute(path)
  await page.clock.runFor('01:10')
  await expect(error).toBeHidden()
})

test('a dashboard opened while the update server is down says so, and loads once the server is up', async ({
  page,
  link,
  dashboard,
}) => {
  link.cut()
  await page.clock.install()
  await page.goto(dashboard)
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toHaveText('The update server is not responding')
  link.restore()
  await page.clock.runFor('00:30')
  await expect(heading).toHaveText('Fleet')
})
