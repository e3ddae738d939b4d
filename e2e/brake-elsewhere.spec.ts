/** Where the update server does not report whether an operator or its own safe mode has switched updates off. */
import type { Page } from '@playwright/test'
import { expect, needsPlatteProcess, test } from './fixtures.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import {
  kioskWithCanary,
  limitField,
  saveButton,
  saveProblem,
  savedNotification,
} from './testing/policy-form.ts'
import { SHORT_TIMEOUT_SAFE_MODE, waitForUpdatesOff } from './testing/safe-mode.ts'
import type { World } from './world/world.ts'

test.beforeEach(({ upstream }) => {
  test.skip(upstream === null, 'Platte’s own server reports safe mode’s brakes.')
})

/** An operator has left updates on, and safe mode has switched them off. */
async function kioskWithBrake(world: World) {
  const found = await kioskWithCanary(world)
  const { kiosk, canary } = found
  await canary.change(SHORT_TIMEOUT_SAFE_MODE)
  await kiosk.node({ group: 'canary', version: '1.0.0' }).checkIn()
  const next = kiosk.node({ group: 'canary', version: '1.0.0' })
  await waitForUpdatesOff(next, canary)
  return found
}

const keepOff = (page: Page) => page.getByRole('checkbox', { name: 'Keep updates off, as my choice' })

test('a policy is not saved before the operator chooses what becomes of updates that safe mode switched off', async ({
  world,
  page,
}) => {
  const { canary, form } = await kioskWithBrake(world)
  await page.goto(form)
  await expect(page.getByRole('main')).toContainText('switched updates off')
  await limitField(page).fill('50')
  await saveButton(page).click()
  await expect(saveProblem(page)).toContainText('choose on, or confirm that they stay off')
  await expectNoAxeViolations(page)
  expect((await canary.read()).policy_max_updates_per_period).toBe(20)
  await keepOff(page).check()
  await saveButton(page).click()
  await expect(savedNotification(page)).toBeVisible()
  expect(await canary.read()).toMatchObject({
    policy_updates_enabled: false,
    policy_max_updates_per_period: 50,
  })
})

test('a group that an operator switched off is saved without a question', async ({ world, page }) => {
  needsPlatteProcess()
  const { canary, form } = await kioskWithCanary(world)
  await canary.change({ policy_safe_mode: true, policy_updates_enabled: false })
  await page.goto(form)
  await limitField(page).fill('50')
  await expect(keepOff(page)).toBeHidden()
  await saveButton(page).click()
  await expect(savedNotification(page)).toBeVisible()
})

test('a revert asks to resume or pause a group first that safe mode may have switched off', async ({
  world,
  page,
}) => {
  needsPlatteProcess()
  const { kiosk } = await kioskWithBrake(world)
  await page.goto(`/audit-log?application=${kiosk.id}&subject=group&action=replace`)
  await page.getByRole('button', { name: 'Revert the change of group canary' }).first().click()
  const revert = page.getByRole('dialog').getByRole('button', { name: 'Revert', exact: true })
  await expect(revert).toHaveAttribute('aria-disabled', 'true')
  await expect(revert).toHaveAccessibleDescription(/Resume or pause the group first/)
})
