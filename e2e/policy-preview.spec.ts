import { expect, test } from './fixtures.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import { expectNoHorizontalOverflow } from './testing/expect-no-horizontal-overflow.ts'
import {
  kioskWithCanary,
  limitField,
  openPolicyForm,
  saveButton,
  savedNotification,
  textField,
} from './testing/policy-form.ts'
import type { Page } from '@playwright/test'

const impact = (page: Page) => page.getByRole('region', { name: 'Effect' })
const row = (page: Page, name: string) => impact(page).getByRole('row', { name })

test('an operator sees the effect of an edited policy before saving it, and it has that effect', async ({
  world,
  page,
  upstream,
}) => {
  const { kiosk, canary, form } = await kioskWithCanary(world)
  await canary.change({ policy_max_updates_per_period: 2 })
  await kiosk.nodes(11, { group: 'canary', version: '1.0.0' }).checkIn()
  await page.goto(form)
  await expect(row(page, 'Nodes waiting')).toContainText('9')
  await expect(row(page, 'Granted at once if all check in now')).toContainText('0')
  await expect(row(page, '90% done')).toContainText(' to ')

  await limitField(page).fill('5')
  const columns = impact(page).getByRole('columnheader', { name: 'With your edits' })
  await expect(columns).toBeVisible()
  await expect(row(page, 'Granted at once if all check in now').getByRole('cell').last()).toContainText('3')
  await expect(row(page, 'Grants per hour (approx.)').getByRole('cell').last()).toHaveText('20')
  if (upstream !== null) await expect(impact(page)).toContainText('Estimates')
  await expectNoAxeViolations(page)
  await saveButton(page).click()
  await expect(savedNotification(page)).toBeVisible()

  const nodes = kiosk.nodes(6, { group: 'canary', version: '1.0.0' })
  const heard: (string | null)[] = []
  for (const node of nodes) {
    // One after the other: a Nebraska grants more than its limit at once.
    heard.push((await node.checkIn()).update)
  }
  expect(heard.filter((version) => version !== null)).toHaveLength(3)
})

test('the form’s forecast of the current policy is that of the rollout page', async ({ world, page }) => {
  const { kiosk, canary, form } = await kioskWithCanary(world)
  await canary.change({ policy_max_updates_per_period: 2 })
  await kiosk.nodes(11, { group: 'canary', version: '1.0.0' }).checkIn()
  // A forecast is made from the minute on, so where one ends in between both are read again.
  await expect(async () => {
    await page.goto(form.replace(/\/edit$/, '/rollout'))
    const forecast = page.getByLabel('Forecast', { exact: true }).locator('dd')
    await expect(forecast).toHaveCount(3)
    const words = await forecast.allTextContents()
    await page.goto(form)
    const cells = page.getByRole('row', { name: /% done/ }).getByRole('cell')
    await expect(cells).toHaveCount(3)
    for (const [at, range] of (await cells.allTextContents()).entries())
      expect(words[at]).toContain(range.replace(' to ', ' and '))
  }).toPass({ timeout: 60_000 })
})

test('without a limit, the form says how many nodes may start at once', async ({ world, page }) => {
  const { kiosk, canary, form } = await kioskWithCanary(world)
  await canary.change({ policy_updates_enabled: false })
  await kiosk.nodes(4, { group: 'canary', version: '1.0.0' }).checkIn()
  await page.goto(form)
  await expect(row(page, '50% done')).toContainText('never: updates are off')
  await page.getByRole('switch', { name: 'Updates', exact: true }).press('Space')
  await page.getByRole('switch', { name: 'Unlimited' }).press('Space')
  await expect(impact(page)).toContainText('No limit and no safe mode: all 4 nodes may start at once.')
  await expect(impact(page)).toContainText('This resumes updates: they are off now, and 4 nodes')
})

test('invalid fields hide the effect until they are corrected', async ({ world, page }) => {
  const { canary } = await openPolicyForm(world, page)
  await limitField(page).fill('many')
  await expect(impact(page)).toContainText('Correct the invalid fields')
  await limitField(page).fill('30')
  await expect(impact(page)).toContainText('Nodes waiting')
  await saveButton(page).click()
  await expect(savedNotification(page)).toBeVisible()
  expect((await canary.read()).policy_max_updates_per_period).toBe(30)
})

test('the form and its preview fit a phone', async ({ world, page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const { kiosk, form } = await kioskWithCanary(world)
  await kiosk.nodes(3, { group: 'canary', version: '1.0.0' }).checkIn()
  await page.goto(form)
  await limitField(page).fill('1')
  await expect(impact(page).getByRole('columnheader', { name: 'With your edits' })).toBeVisible()
  await expectNoHorizontalOverflow(page)
  await expectNoAxeViolations(page)
})

test.describe('numbers that fail to load', () => {
  test.use({ allowFailedLoads: true })

  test('are reported, and do not prevent saving', async ({ world, page }) => {
    const { canary, form } = await kioskWithCanary(world)
    await page.route('**/version_breakdown?*', (route) =>
      route.fulfill({ status: 500, json: { error: 'failed', message: 'The counts are lost.' } }),
    )
    await page.goto(form)
    await limitField(page).fill('30')
    await expect(impact(page)).toContainText('Failed to load the numbers: The counts are lost.', {
      timeout: 30_000,
    })
    await saveButton(page).click()
    await expect(savedNotification(page)).toBeVisible()
    expect((await canary.read()).policy_max_updates_per_period).toBe(30)
  })

  test('a reason is sent with the change and stays when saving fails', async ({ world, page }) => {
    const { canary } = await openPolicyForm(world, page)
    await limitField(page).fill('40')
    await textField(page, 'Reason').fill('The canary looks well')
    const notes: string[] = []
    await page.route('**/api/apps/*/groups/*', async (route) => {
      if (route.request().method() !== 'PUT') return route.fallback()
      notes.push(decodeURIComponent(route.request().headers()['platte-reason'] ?? ''))
      return notes.length === 1
        ? route.fulfill({ status: 400, json: { error: 'refused', message: 'Not today.' } })
        : route.fallback()
    })
    await saveButton(page).click()
    await expect(page.getByRole('region', { name: 'Not saved' })).toContainText('Not today.')
    await expect(textField(page, 'Reason')).toHaveValue('The canary looks well')
    await saveButton(page).click()
    await expect(savedNotification(page)).toBeVisible()
    expect(notes).toEqual(['The canary looks well', 'The canary looks well'])
    expect((await canary.read()).policy_max_updates_per_period).toBe(40)
  })
})
