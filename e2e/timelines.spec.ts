import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import { expectNoHorizontalOverflow } from './testing/expect-no-horizontal-overflow.ts'
import { expectTableRow } from './testing/expect-table-row.ts'
import type { World } from './world/world.ts'

/** Two groups on one channel whose package has just changed; canary's node has updated. */
async function kioskAfterPromotion(world: World) {
  const kiosk = await world.application({
    channels: { stable: '1.0.0' },
    groups: { canary: { channel: 'stable' }, production: { channel: 'stable' } },
    packages: ['2.0.0'],
  })
  await kiosk.nodes(3, { group: 'production', version: '1.0.0' }).checkIn()
  await kiosk.promote('stable', '2.0.0')
  await kiosk.node({ group: 'canary', version: '1.0.0' }).update()
  return kiosk
}

const chartOf = (page: Page, group: string) =>
  page.getByRole('figure', { name: `Versions of ${group} over time` })
const panelOf = (page: Page, group: string) => page.getByRole('region', { name: group, exact: true })

test('compares a group with another one over the same time range', async ({ world, page }) => {
  const kiosk = await kioskAfterPromotion(world)
  await page.goto(`${kiosk.group('canary').path}/history`)
  await page.getByRole('link', { name: 'Compare with other groups' }).click()
  await expect(page).toHaveURL(/\/timelines\?group=/)
  await page.getByRole('combobox', { name: 'Groups' }).fill(`production (${kiosk.name})`)
  await page.getByRole('option', { name: `production (${kiosk.name})` }).click()
  await page.keyboard.press('Escape')
  const production = chartOf(page, 'production')
  await production.scrollIntoViewIfNeeded()
  await production.getByText('Show as a table').click()
  await expectTableRow(production.getByRole('table'), { '2.0.0': 0, '1.0.0': 3 })
  const canary = chartOf(page, 'canary')
  await canary.getByText('Show as a table').click()
  await expectTableRow(canary.getByRole('table'), { '2.0.0': 1, '1.0.0': 0 })

  await page.getByText('Share', { exact: true }).click()
  await expect(page).toHaveURL(/by=share/)
  await expectTableRow(production.getByRole('table'), { '1.0.0': '100%' })
  await page.reload()
  await expect(page.getByRole('radio', { name: 'Share' })).toBeChecked()
  await panelOf(page, 'production').scrollIntoViewIfNeeded()
  await expect(production).toBeVisible()
})

test('lists the channel’s changes, also at their mark on the chart, and names the current target', async ({
  world,
  page,
}) => {
  const kiosk = await kioskAfterPromotion(world)
  await page.goto(`/timelines?group=${kiosk.id}/${kiosk.group('canary').id}`)
  const changes = page.getByRole('list', { name: 'Changes of canary in this time range' })
  await expect(changes).toContainText(/Channel stable → 2\.0\.0, \w{3} \d+ \w+, \d\d:\d\d/)
  await expect(changes).toContainText('Rollout of 2.0.0 started')
  await expect(panelOf(page, 'canary')).toContainText('Current target: 2.0.0 (channel stable)')
  await expect(page.getByRole('list', { name: 'Legend' })).toContainText('2.0.0 current target')
  const mark = chartOf(page, 'canary').getByRole('button', { name: /^1: \d+ events$/ })
  await mark.press('Enter')
  const events = page.getByRole('dialog', { name: /^1: \d+ events$/ })
  await expect(events.getByRole('link').first()).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(mark).toBeFocused()
  await mark.press('Space')
  await events.getByRole('link', { name: /^Rollout of 2\.0\.0 started, / }).press('Enter')
  await expect(page).toHaveURL(`${kiosk.group('canary').path}/rollout`)
})

test('a plot has a name, and the arrow keys read its numbers', async ({ world, page }) => {
  const kiosk = await kioskAfterPromotion(world)
  await page.goto(`/timelines?group=${kiosk.id}/${kiosk.group('production').id}`)
  const chart = chartOf(page, 'production')
  const plot = chart.getByRole('application', {
    name: 'Versions of production over time. The left and right arrow keys read its points.',
  })
  await plot.focus()
  await page.keyboard.press('ArrowLeft')
  const numbers = chart.locator('[aria-live]')
  await expect(numbers).toContainText('Total0')
  for (let point = 1; point < 120; point += 1) {
    await page.keyboard.press('ArrowRight')
  }
  await expect(numbers).toContainText('1.0.03100%Total3100%')
})

test('opens with the whole fleet, and reports groups of a link that do not exist', async ({
  world,
  page,
  upstream,
}) => {
  const kiosk = await kioskAfterPromotion(world)
  await page.goto('/timelines')
  const whole =
    upstream === null
      ? page.getByRole('figure', { name: `Versions of all groups of ${kiosk.name} over time` })
      : page.getByRole('region', { name: kiosk.name })
  await whole.scrollIntoViewIfNeeded()
  await expect(whole).toContainText(upstream === null ? '2.0.0 current target' : 'canary')
  const { id } = kiosk.group('canary')
  await page.goto(`/timelines?group=${kiosk.id}/${id}&group=${kiosk.id}/00000000-0000-4000-8000-000000000000`)
  await expect(page.getByText('1 group in this link was not found')).toBeVisible()
  await expect(chartOf(page, 'canary')).toBeVisible()
})

test.describe('with a slow or failing server', () => {
  test.use({ allowFailedLoads: true })

  test('a failing chart affects no other, and a slow one can be cancelled and loaded again', async ({
    world,
    page,
  }) => {
    const kiosk = await kioskAfterPromotion(world)
    const [canary, production] = [kiosk.group('canary'), kiosk.group('production')]
    await page.route(`**/groups/${canary.id}/version_timeline?*`, (route) => route.fulfill({ status: 400 }))
    await page.route(`**/groups/${production.id}/version_timeline?*`, () => undefined)
    await page.goto(`/timelines?group=${kiosk.id}/${canary.id}&group=${kiosk.id}/${production.id}`)
    await expect(panelOf(page, 'canary').getByRole('alert')).toContainText('Failed to load')
    await panelOf(page, 'production').scrollIntoViewIfNeeded()
    await panelOf(page, 'production').getByRole('button', { name: 'Cancel' }).click()
    await expect(panelOf(page, 'production')).toContainText('Loading was cancelled')
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await page.getByRole('button', { name: 'Load production' }).click()
    await expect(chartOf(page, 'production')).toBeVisible()
    await panelOf(page, 'canary').getByRole('button', { name: 'Retry' }).click()
    await expect(chartOf(page, 'canary')).toBeVisible()
  })
})

for (const show of ['versions', 'statuses']) {
  test(`the ${show} fit a phone without accessibility violations`, async ({ world, page }) => {
    const kiosk = await kioskAfterPromotion(world)
    await page.setViewportSize({ width: 390, height: 844 })
    const groups = [kiosk.group('canary'), kiosk.group('production')]
    await page.goto(`/timelines?show=${show}&${groups.map(({ id }) => `group=${kiosk.id}/${id}`).join('&')}`)
    await panelOf(page, 'canary').scrollIntoViewIfNeeded()
    await expect(panelOf(page, 'canary').getByRole('figure')).toBeVisible()
    await expectNoHorizontalOverflow(page)
    await expectNoAxeViolations(page)
  })
}
