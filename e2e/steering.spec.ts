import { expect, test } from './fixtures.ts'
import { kioskWithOneGroup } from './testing/kiosk.ts'
import { limitField, saveButton, savedNotification } from './testing/policy-form.ts'

test('an operator pauses and resumes a rollout, with effect at the next check-in', async ({
  world,
  page,
}) => {
  const kiosk = await kioskWithOneGroup(world)
  const [first, second, third] = [1, 2, 3].map(() => kiosk.node({ group: 'canary', version: '1.0.0' }))
  await page.goto(kiosk.group('canary').path)
  expect(await first?.checkIn()).toEqual({ status: 'ok', update: '2.0.0' })

  await page.getByRole('link', { name: 'Edit policy' }).click()
  const updates = page.getByRole('switch', { name: 'Updates' })
  await updates.uncheck()
  await saveButton(page).click()
  await expect(savedNotification(page)).toContainText('Updates are off')
  expect(await second?.checkIn()).toEqual({ status: 'error-updatesDisabled', update: null })
  expect(await first?.checkIn()).toEqual({ status: 'ok', update: '2.0.0' })

  await page.getByRole('link', { name: 'Edit policy' }).click()
  await updates.check()
  await saveButton(page).click()
  await expect(page).toHaveURL(kiosk.group('canary').path)
  await expect(savedNotification(page)).toContainText('All nodes at once')
  await expect(savedNotification(page)).not.toContainText('Updates are off')
  expect(await third?.checkIn()).toEqual({ status: 'ok', update: '2.0.0' })
})

test('a limit holds nodes, and a higher one lets them update', async ({ world, page }) => {
  const kiosk = await kioskWithOneGroup(world, { policy_max_updates_per_period: 2 })
  const nodes = kiosk.nodes(5, { group: 'canary', version: '1.0.0' })
  await nodes.checkIn()
  await page.goto(kiosk.group('canary').path)
  const statuses = page.getByRole('table', { name: 'Nodes of canary by status' })
  await expect(statuses.getByRole('row').filter({ hasText: 'On hold' })).toContainText('3')

  await page.getByRole('link', { name: 'Edit policy' }).click()
  await limitField(page).fill('10')
  await saveButton(page).click()
  await expect(savedNotification(page)).toBeVisible()
  await nodes.checkIn()
  await page.reload()
  await expect(statuses.getByRole('row').filter({ hasText: 'Granted' })).toContainText('5')
})

test('a rollout runs to its end while the operator watches', async ({ world, page }) => {
  const kiosk = await world.application({
    channels: { stable: '2.0.0' },
    groups: { canary: { channel: 'stable' } },
    packages: ['3.0.0'],
  })
  const nodes = kiosk.nodes(4, { group: 'canary', version: '2.0.0' })
  await nodes.checkIn()
  await page.clock.install()
  await page.goto(kiosk.group('canary').path)
  await expect(page.getByText('100% run 2.0.0 or newer, 4 of 4 nodes')).toBeVisible()

  await kiosk.promote('stable', '3.0.0')
  const [first, ...others] = nodes
  await first?.update()
  await page.clock.runFor('01:10')
  await expect(page.getByText('25% run 3.0.0 or newer, 1 of 4 nodes')).toBeVisible()
  await Promise.all(others.map((node) => node.update()))
  await page.clock.runFor('01:10')
  await expect(page.getByText('100% run 3.0.0 or newer, 4 of 4 nodes')).toBeVisible()
})
