import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import { expectNoHorizontalOverflow } from './testing/expect-no-horizontal-overflow.ts'
import { networkLinkTest } from './testing/network-link-test.ts'
import type { World } from './world/world.ts'

// The wallboard shows only the six most urgent groups of the fleet, so tests must not add groups at the same time.
test.describe.configure({ mode: 'default' })

const groups = (page: Page) => page.getByRole('heading', { level: 3 })
const groupsOf = (page: Page, application: string) =>
  page.getByRole('listitem').filter({ hasText: application })
const totals = (page: Page) => page.getByLabel('Fleet totals')

/** Groups with one node each, which is below the target. */
async function groupsBehind(world: World, count: number) {
  const names = Array.from({ length: count }, (_, n) => `shop-${n + 1}`)
  const kiosk = await world.application({
    channels: { stable: '2.0.0' },
    groups: Object.fromEntries(names.map((name) => [name, { channel: 'stable' as const }])),
  })
  for (const group of names) await kiosk.nodes(1, { group, version: '1.0.0' }).checkIn()
  return kiosk
}

test.describe('the wallboard', () => {
  test('shows the groups that need attention, and is opened and left by link or key', async ({
    world,
    page,
  }) => {
    const kiosk = await groupsBehind(world, 2)
    await page.goto('/')
    await page.getByRole('link', { name: 'Wallboard' }).click()
    await expect(page).toHaveURL('/?wall')
    await expect(page).toHaveTitle('Wallboard · Platte')
    await expect(page.getByRole('heading', { level: 1, name: 'Fleet' })).toBeFocused()
    await expect(page.getByRole('banner')).toBeHidden()
    const behind = groupsOf(page, kiosk.name).filter({ hasText: '1 node below the target (100%)' })
    await expect(behind).toHaveCount(2)
    await expect(totals(page)).toContainText('nodes')
    await expectNoAxeViolations(page)

    await page.keyboard.press('Escape')
    await expect(page).toHaveURL('/')
    await expect(page.getByRole('banner')).toBeVisible()
    await page.goto('/?wall')
    await page.getByRole('link', { name: /Leave the wallboard/ }).click()
    await expect(page).toHaveURL('/')
  })

  test('cycles through the groups that need attention, unless the user prefers reduced motion', async ({
    world,
    page,
  }) => {
    await groupsBehind(world, 8)
    await page.emulateMedia({ reducedMotion: 'no-preference' })
    await page.clock.install()
    await page.goto('/?wall')
    await expect(groups(page)).toHaveCount(6)
    const first = await groups(page).allTextContents()
    await page.clock.runFor('00:16')
    await expect.poll(() => groups(page).allTextContents()).not.toEqual(first)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    const second = await groups(page).allTextContents()
    await page.clock.runFor('00:46')
    expect(await groups(page).allTextContents()).toEqual(second)
  })

  test('fits a phone', async ({ world, page }) => {
    await groupsBehind(world, 1)
    await page.setViewportSize({ width: 390, height: 800 })
    await page.goto('/?wall')
    await expect(groups(page).first()).toBeVisible()
    await expectNoHorizontalOverflow(page)
  })
})

networkLinkTest.describe('a wallboard whose server is down', () => {
  networkLinkTest.use({ allowFailedLoads: true })

  networkLinkTest(
    'says that nothing could be read yet, and counts no groups',
    async ({ page, dashboard }) => {
      await page.route('**/api/apps?*', (route) => route.abort())
      await page.goto(`${dashboard}/?wall`)
      await expect(page.getByText('No numbers could be read yet')).toBeVisible()
      await expect(page.getByText(/\d+ groups?/)).toBeHidden()
      await expect(totals(page)).toBeHidden()
      await page.unroute('**/api/apps?*')
      await expect(totals(page)).toBeVisible()
    },
  )

  networkLinkTest('warns as large while it lists groups without any numbers', async ({ page, dashboard }) => {
    const numbers = /\/platte\/fleet|\/instances_stats|\/version_breakdown/u
    await page.route(numbers, (route) =>
      route.fulfill({ status: 500, json: { error: 'internal', message: 'The disk is full.' } }),
    )
    await page.clock.install()
    await page.goto(`${dashboard}/?wall`)
    await page.clock.runFor('00:05')
    await expect(page.getByText('No numbers could be read yet')).toBeVisible()
    await expect(page.getByText('The disk is full. The page keeps trying.')).toBeVisible()
    await expect(totals(page)).toBeHidden()
    await page.unroute(numbers)
    await page.clock.runFor('01:10')
    await expect(totals(page)).toBeVisible()
  })

  networkLinkTest(
    'shows the age of its numbers in large letters, and recovers by itself',
    async ({ world, page, link, dashboard }) => {
      const kiosk = await groupsBehind(world, 1)
      const shop = groupsOf(page, kiosk.name).getByRole('heading', { level: 3, name: 'shop-1' })
      await page.clock.install()
      await page.goto(`${dashboard}/?wall`)
      await expect(shop).toBeVisible()
      await expect(page.getByText(/These numbers are/)).toBeHidden()

      link.cut()
      await page.clock.runFor('05:00')
      const age = page.getByText(/These numbers are [45]\smin.* old/)
      await expect(age).toBeVisible()
      // Asked again, since the minute in it may change meanwhile.
      await expect
        .poll(() => age.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize)))
        .toBeGreaterThan(60)
      await expect(shop).toBeVisible()
      await expectNoAxeViolations(page)

      link.restore()
      await page.clock.runFor('01:10')
      await expect(age).toBeHidden()
    },
  )
})
