import type { Page } from '@playwright/test'
import * as z from 'zod/mini'
import { expect, needsPlatteServer, test } from './fixtures.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import { expectNoHorizontalOverflow } from './testing/expect-no-horizontal-overflow.ts'
import { expectTableRow, readTable } from './testing/expect-table-row.ts'
import type { World } from './world/world.ts'

/** Two groups on different channels: production's target is an old version in canary. */
async function kioskBehind(world: World) {
  const kiosk = await world.application({
    channels: { stable: '1.9.0', beta: '1.10.0' },
    groups: { canary: { channel: 'beta' }, production: { channel: 'stable' } },
  })
  await kiosk.nodes(2, { group: 'canary', version: '1.10.0' }).checkIn()
  await kiosk.nodes(1, { group: 'canary', version: '1.9.0' }).checkIn()
  await kiosk.nodes(4, { group: 'production', version: '1.9.0' }).checkIn()
  await kiosk.nodes(1, { group: 'production', version: '1.8.2' }).checkIn()
  return kiosk
}

const breakdown = z.array(z.object({ version: z.string(), instances: z.number() }))
const versionsOf = (page: Page, kiosk: { name: string }) =>
  page.getByRole('table', { name: `Versions of ${kiosk.name}, amd64, newest first` })

test('lists versions, newest first, and how far each is behind its group’s target', async ({
  world,
  page,
}) => {
  const kiosk = await kioskBehind(world)
  await page.goto(`/versions?application=${kiosk.id}`)
  const versions = versionsOf(page, kiosk)
  await expectTableRow(versions, {
    Version: '1.10.0',
    'Compared with target': 'target',
    Nodes: 2,
    Share: '25%',
  })
  await expectTableRow(versions, {
    Version: '1.9.0',
    'Compared with target': 'target for 4, a minor version behind for 1',
    Nodes: 5,
    Groups: 'production 4',
  })
  await expectTableRow(versions, {
    Version: '1.8.2',
    'Compared with target': 'a minor version behind',
    Nodes: 1,
  })
  await expect(page.getByRole('link', { name: `Over time: ${kiosk.name}, amd64` })).toBeVisible()
  const rows = await readTable(versions)
  expect(rows.map(({ Version }) => Version?.trim())).toEqual(['1.10.0', '1.9.0', '1.8.2'])
  const distances = page.getByRole('table', { name: 'Nodes by distance to the target' })
  await expectTableRow(distances, { Distance: 'At the target', Nodes: 6, Share: '75%' })
  await expectTableRow(distances, { Distance: 'A minor version behind', Nodes: 2 })
})

test('shows the server’s counts, and each count links to its nodes', async ({ world, page }) => {
  const kiosk = await kioskBehind(world)
  const counts = await Promise.all(
    [kiosk.group('canary'), kiosk.group('production')].map(({ id }) =>
      world.rest.get(`/api/apps/${kiosk.id}/groups/${id}/version_breakdown`, breakdown),
    ),
  )
  const nodes = counts
    .flat()
    .filter(({ version }) => version === '1.9.0')
    .reduce((sum, { instances }) => sum + instances, 0)
  await page.goto(`/versions?application=${kiosk.id}`)
  const versions = versionsOf(page, kiosk)
  await expectTableRow(versions, { Version: '1.9.0', Nodes: nodes })
  await expect(versions.getByRole('link', { name: `${nodes} with 1.9.0, list them` })).toHaveAttribute(
    'href',
    `/nodes?newer=1d&application=${kiosk.id}&arch=amd64&version=1.9.0`,
  )
  await page.getByRole('link', { name: '6: At the target, list them' }).click()
  await expect(page).toHaveURL(/\/nodes\?target=reached&newer=1d&application=/)
})

test('keeps the chosen application, arch and measure in the URL', async ({ world, page }) => {
  const kiosk = await kioskBehind(world)
  await page.goto('/versions')
  await page.getByRole('combobox', { name: 'Application' }).selectOption(kiosk.name)
  await page.getByRole('radiogroup').getByText('Share').click()
  await expect(page).toHaveURL(`/versions?application=${kiosk.id}&by=share`)
  const chart = page.getByRole('figure', { name: `Versions of ${kiosk.name}, amd64, by group` })
  await expect(chart).toContainText('100%')
  await page.getByRole('combobox', { name: 'Arch' }).selectOption('arm64')
  await expect(page.getByText('No group matches')).toBeVisible()
})

for (const { device, viewport } of [
  { device: 'phone', viewport: { width: 390, height: 844 } },
  { device: 'desktop', viewport: { width: 1280, height: 900 } },
]) {
  test(`the versions fit a ${device} without accessibility violations`, async ({ world, page }) => {
    const kiosk = await kioskBehind(world)
    await page.setViewportSize(viewport)
    await page.goto(`/versions?application=${kiosk.id}`)
    const chart = page.getByRole('figure', { name: `Versions of ${kiosk.name}, amd64, by group` })
    await versionsOf(page, kiosk).scrollIntoViewIfNeeded()
    await expect(chart).toContainText('canary')
    await expect(chart.getByRole('application'), 'the table has its numbers').toHaveCount(0)
    await expectNoHorizontalOverflow(page)
    await expectNoAxeViolations(page)
  })
}

test.describe('numbers that fail to load', () => {
  test.use({ allowFailedLoads: true })

  test('are not called none', async ({ world, page }) => {
    const kiosk = await kioskBehind(world)
    await page.route(/\/platte\/fleet|\/version_breakdown|\/instances_stats/u, (route) =>
      route.fulfill({ status: 500, json: { error: 'internal', message: 'The disk is full.' } }),
    )
    await page.goto(`/versions?application=${kiosk.id}`)
    const section = page.getByRole('region', { name: `${kiosk.name}, amd64` })
    await expect(section).toContainText('Not counted: canary and production, which failed to load.')
    await expect(page.getByRole('main')).toContainText('The numbers of the groups failed to load.')
    await expect(page.getByRole('main')).not.toContainText('No node was seen')
    await expect(page.getByRole('main')).not.toContainText('0 versions')
  })

  test('stay named while they are read again', async ({ world, page }) => {
    needsPlatteServer()
    const kiosk = await kioskBehind(world)
    const numbers = '**/platte/fleet'
    await page.route(numbers, (route) =>
      route.fulfill({ status: 500, json: { error: 'internal', message: 'The disk is full.' } }),
    )
    await page.clock.install()
    await page.goto(`/versions?application=${kiosk.id}`)
    const section = page.getByRole('region', { name: `${kiosk.name}, amd64` })
    await page.clock.runFor('00:10')
    await expect(section).toContainText('The disk is full.')
    await page.unroute(numbers)
    // This one is not answered.
    await page.route(numbers, () => {})
    await page.clock.runFor('01:10')
    await expect(section).toContainText('which failed to load. Platte is trying again.')
  })
})
