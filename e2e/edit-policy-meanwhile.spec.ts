import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import {
  comparison,
  kioskWithCanary,
  limitField,
  openPolicyForm,
  saveProblem,
  saveButton,
  savedNotification,
  settingGroup,
  textField,
} from './testing/policy-form.ts'
import { recordPuts } from './testing/record-requests.ts'
import { SHORT_TIMEOUT_SAFE_MODE, waitForUpdatesOff } from './testing/safe-mode.ts'

test('when two operators edit one policy, the second sees both versions and chooses', async ({
  world,
  page,
  browser,
  baseURL,
  upstream,
}) => {
  const { canary, form } = await kioskWithCanary(world)
  const colleague = await browser.newPage({ baseURL: baseURL ?? '' })
  await page.goto(form)
  await colleague.goto(form)

  await limitField(page).fill('50')
  await textField(page, 'Update timeout').fill('90')
  await limitField(colleague).fill('10')
  await textField(colleague, 'Period').fill('30')
  await textField(colleague, 'Reason').fill('The canary is slow')
  await saveButton(colleague).click()
  await expect(savedNotification(colleague)).toBeVisible()
  await colleague.close()

  const writes = recordPuts(page)
  await saveButton(page).click()
  await expect(comparison(page).getByRole('heading')).toBeFocused()
  await expectNoAxeViolations(page)
  await expect(settingGroup(page, 'Limit')).toContainText('Before20 nodes')
  await expect(settingGroup(page, 'Period').getByLabel('Use theirs: 30 minutes')).toBeChecked()
  await expect(settingGroup(page, 'Update timeout')).toBeHidden()
  const go = comparison(page).getByRole('button', { name: 'Save choices' })
  await expect(go).toHaveAttribute('aria-disabled', 'true')
  expect(writes).toEqual([])

  if (upstream === null) await expect(comparison(page)).toContainText(': “The canary is slow”.')
  await settingGroup(page, 'Limit').getByLabel('Keep mine: 50 nodes').check()
  await expect(comparison(page).getByRole('region', { name: 'Effect' })).toContainText('Nodes waiting')
  await expectNoAxeViolations(page)
  await go.click()
  await expect(savedNotification(page)).toBeVisible()
  expect(await canary.read()).toMatchObject({
    policy_max_updates_per_period: 50,
    policy_period_interval: '30 minutes',
    policy_update_timeout: '90 minutes',
  })
})

test('a change that arrives during the comparison is compared as well', async ({ world, page }) => {
  const { canary } = await openPolicyForm(world, page)
  await limitField(page).fill('50')
  await canary.change({ policy_max_updates_per_period: 10 })
  await saveButton(page).click()
  await settingGroup(page, 'Limit').getByLabel('Keep mine: 50 nodes').check()
  await canary.change({ policy_max_updates_per_period: 11 })
  await comparison(page).getByRole('button', { name: 'Save choices' }).click()
  await settingGroup(page, 'Limit').getByLabel('Use theirs: 11 nodes').check()
  await comparison(page).getByRole('button', { name: 'Keep current settings' }).click()
  await expect(saveProblem(page)).toContainText('Nothing is left to save')
  await expect(limitField(page)).toHaveValue('11')
  expect((await canary.read()).policy_max_updates_per_period).toBe(11)
})

test('back from the comparison, the form is as the operator left it', async ({ world, page }) => {
  const { canary } = await openPolicyForm(world, page)
  await limitField(page).fill('50')
  await canary.change({ policy_max_updates_per_period: 10 })
  await saveButton(page).click()
  await comparison(page).getByRole('button', { name: 'Back to the form' }).click()
  await expect(saveButton(page)).toBeFocused()
  await expect(limitField(page)).toHaveValue('50')
  await expect(page.getByText('This group has changed since you opened it: Limit.')).toBeVisible()
  expect((await canary.read()).policy_max_updates_per_period).toBe(10)
})

test('updates that safe mode switched off meanwhile stay off', async ({ world, page, upstream }) => {
  const { kiosk, canary, form } = await kioskWithCanary(world)
  await canary.change(SHORT_TIMEOUT_SAFE_MODE)
  await kiosk.node({ group: 'canary', version: '1.0.0' }).checkIn()
  await page.goto(form)
  await limitField(page).fill('50')

  const next = kiosk.node({ group: 'canary', version: '1.0.0' })
  await waitForUpdatesOff(next, canary)
  await saveButton(page).click()
  await expect(comparison(page)).toContainText(
    upstream === null
      ? 'Updates were switched off meanwhile by safe mode'
      : 'Updates were switched off meanwhile, by an operator or by safe mode',
  )
  await expect(settingGroup(page, 'Updates').getByLabel('Use theirs: off')).toBeChecked()
  await comparison(page).getByRole('button', { name: 'Save choices' }).click()
  await expect(savedNotification(page)).toBeVisible()
  expect(await canary.read()).toMatchObject({
    policy_updates_enabled: false,
    policy_max_updates_per_period: 50,
  })
})

test('updates that went off meanwhile go on again only if the operator chooses so', async ({
  world,
  page,
}) => {
  const { canary } = await openPolicyForm(world, page)
  await limitField(page).fill('50')
  await canary.pause()
  await saveButton(page).click()
  await settingGroup(page, 'Updates').getByLabel('Change it back: on').check()
  await expect(comparison(page)).toContainText('This switches updates back on. It resumes the rollout')
  await expectNoAxeViolations(page)
  await comparison(page).getByRole('button', { name: 'Save and switch updates on' }).click()
  await expect(savedNotification(page)).toBeVisible()
  expect(await canary.read()).toMatchObject({
    policy_updates_enabled: true,
    policy_max_updates_per_period: 50,
  })
})

test('an untouched form follows the group, and an edited one reports changes', async ({ world, page }) => {
  const { canary, form } = await kioskWithCanary(world)
  await page.clock.install()
  await page.goto(form)
  await expect(limitField(page)).toHaveValue('20')
  await canary.change({ policy_max_updates_per_period: 10 })
  await page.clock.fastForward('00:11')
  await expect(limitField(page)).toHaveValue('10')
  await textField(page, 'Description').fill('First to update')
  await canary.change({ policy_max_updates_per_period: 5 })
  await page.clock.fastForward('00:11')
  await expect(page.getByText('This group has changed since you opened it: Limit.')).toBeVisible()
  await expect(limitField(page)).toHaveValue('10')
  await page.getByRole('button', { name: 'Compare' }).click()
  await expect(settingGroup(page, 'Limit').getByLabel('Use theirs: 5 nodes')).toBeChecked()
})

const undo = (page: Page) => page.getByRole('button', { name: 'Undo this change of canary' })

test('the last change is undone from its notification, once, however often the button is pressed', async ({
  world,
  page,
}) => {
  const { canary } = await openPolicyForm(world, page)
  const before = await canary.read()
  await limitField(page).fill('50')
  await textField(page, 'Description').fill('First to update')
  const writes = recordPuts(page)
  await saveButton(page).dblclick()
  await expect(savedNotification(page)).toBeVisible()
  expect(writes).toHaveLength(1)
  await savedNotification(page).getByRole('button', { name: 'Undo this change of canary' }).dblclick()
  await expect(page.getByRole('alert').filter({ hasText: 'Undone' })).toContainText('At most 20 nodes')
  expect(await canary.read()).toEqual(before)
  expect(writes).toHaveLength(2)
  await expect(undo(page)).toHaveCount(0)
})

test('the group’s page offers to undo the last change as long as the tab is open', async ({
  world,
  page,
}) => {
  const { canary } = await openPolicyForm(world, page)
  const before = await canary.read()
  await limitField(page).fill('50')
  await saveButton(page).click()
  await savedNotification(page).getByRole('button', { name: 'Close' }).click()
  await expect(page.getByText('You changed this group')).toContainText('Limit 20 nodes → 50 nodes')
  await expectNoAxeViolations(page)
  await undo(page).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Undone' })).toBeVisible()
  await expect(undo(page)).toHaveCount(0)
  expect(await canary.read()).toEqual(before)
})

test('a change that someone else has built on is not undone, and the operator sees why', async ({
  world,
  page,
}) => {
  const { canary } = await openPolicyForm(world, page)
  await limitField(page).fill('50')
  await saveButton(page).click()
  await expect(savedNotification(page)).toBeVisible()
  await canary.change({ policy_max_updates_per_period: 10 })
  const writes = recordPuts(page)
  await savedNotification(page).getByRole('button', { name: 'Undo this change of canary' }).click()
  const refused = page.getByRole('alert').filter({ hasText: 'Failed to undo the change of canary' })
  await expect(refused).toContainText('Your change was not sent. Limit: 50 nodes → 10 nodes.')
  await expect(undo(page)).toHaveCount(0)
  expect(writes).toEqual([])
  expect((await canary.read()).policy_max_updates_per_period).toBe(10)
})
