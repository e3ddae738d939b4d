import type { Route } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import { expectNoHorizontalOverflow } from './testing/expect-no-horizontal-overflow.ts'
import {
  kioskWithCanary,
  limitField,
  openPolicyForm,
  saveProblem,
  saveButton,
  savedNotification,
  textField,
} from './testing/policy-form.ts'
import { recordPuts } from './testing/record-requests.ts'

test('an operator raises the limit and sees the new policy before and after saving it', async ({
  world,
  page,
}) => {
  const { canary, form } = await kioskWithCanary(world)
  await page.goto(canary.path)
  await page.getByRole('link', { name: 'Edit policy' }).click()
  await expect(page).toHaveURL(form)

  await limitField(page).fill('50')
  const preview = page.getByRole('region', { name: 'Policy after saving' })
  const sentence = 'At most 50 nodes per 15 minutes and 50 at once; an update may take 60 minutes.'
  await expect(preview).toContainText(sentence)
  await expect(preview).toContainText('20 nodes → 50 nodes')
  await saveButton(page).click()

  await expect(savedNotification(page)).toContainText(sentence)
  await expect(page).toHaveURL(canary.path)
  await expect(page.getByRole('heading', { level: 1, name: 'canary' })).toBeFocused()
  await expect(page.getByRole('region', { name: 'Update policy' })).toContainText(sentence)
  expect((await canary.read()).policy_max_updates_per_period).toBe(50)
})

test('unedited settings are sent as they were, letter for letter', async ({ world, page }) => {
  const { canary, form } = await kioskWithCanary(world)
  await canary.change({
    policy_period_interval: '1 mon',
    policy_update_timeout: '1 minutes',
    policy_timezone: 'US/Eastern',
    policy_max_updates_per_period: 999_999,
  })
  const before = await canary.read()
  await page.goto(form)
  await expect(textField(page, 'Period')).toHaveValue('1 mon')
  await expect(page.getByRole('combobox', { name: 'Period: unit' })).toHaveValue('custom')
  await expect(page.getByRole('switch', { name: 'Unlimited' })).toBeChecked()
  await textField(page, 'Description').fill('First to update')
  await saveButton(page).click()
  await expect(savedNotification(page)).toBeVisible()
  expect(await canary.read()).toEqual({ ...before, description: 'First to update' })
})

test('every setting can be changed, with the keyboard alone', async ({ world, page }) => {
  const { kiosk, canary } = await openPolicyForm(world, page)
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  await page.getByRole('switch', { name: 'Updates' }).focus()
  await press('Space', 'Tab', 'Space', 'Tab', 'Space', 'Tab')
  await expect(page.getByRole('combobox', { name: 'Time zone' })).toBeFocused()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('new york')
  await press('ArrowDown', 'Enter')
  await expect(page.getByRole('combobox', { name: 'Time zone' })).toHaveValue('America/New_York')
  await limitField(page).focus()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('7')
  await press('Tab', 'Tab')
  // Period and update timeout with their units, name, description, track and channel.
  for (const value of ['2', 'h', '3', 'd', 'vanguard', 'Goes first', 'vanguard', 'beta']) {
    await page.keyboard.type(value)
    await press('Tab')
  }
  await expect(page.getByRole('textbox', { name: 'Reason' })).toBeFocused()
  await page.keyboard.type('For the new release')
  await press('Tab')
  await expect(saveButton(page)).toBeFocused()
  await press('Enter')
  await expect(page.getByRole('alert')).toContainText('Policy of vanguard saved')
  expect(await canary.read()).toMatchObject({
    name: 'vanguard',
    description: 'Goes first',
    track: 'vanguard',
    channel: { name: 'beta' },
    policy_updates_enabled: false,
    policy_safe_mode: true,
    policy_office_hours: true,
    policy_timezone: 'America/New_York',
    policy_period_interval: '2 hours',
    policy_max_updates_per_period: 7,
    policy_update_timeout: '3 days',
  })
  expect(kiosk.id).toBe((await canary.read()).application_id)
})

test('an unedited form says that there is nothing to save, and saves nothing', async ({ world, page }) => {
  const { canary, form } = await kioskWithCanary(world)
  const writes = recordPuts(page)
  await page.goto(form)
  await expect(saveButton(page)).toHaveAttribute('aria-disabled', 'true')
  await expect(saveButton(page)).toHaveAccessibleDescription('There is nothing to save.')
  await limitField(page).press('Enter')
  await limitField(page).fill('21')
  await expect(saveButton(page)).toHaveAttribute('aria-disabled', 'false')
  await limitField(page).fill('20')
  await expect(saveButton(page)).toHaveAttribute('aria-disabled', 'true')
  await limitField(page).press('Enter')
  await limitField(page).fill('22')
  await limitField(page).press('Enter')
  await expect(savedNotification(page)).toBeVisible()
  // The same key saves an edited form, so the earlier ones would have been recorded.
  expect(writes).toHaveLength(1)
  expect((await canary.read()).policy_max_updates_per_period).toBe(22)
})

test('an invalid field shows its error, and nothing is sent', async ({ world, page }) => {
  const { form } = await kioskWithCanary(world)
  const writes = recordPuts(page)
  await page.goto(form)
  await limitField(page).fill('many')
  await textField(page, 'Period').fill('0')
  await textField(page, 'Name').fill(' ')
  await page.getByRole('combobox', { name: 'Time zone' }).click()
  await page.getByRole('option', { name: 'None' }).click()
  await page.getByRole('switch', { name: 'Office hours' }).check()
  await saveButton(page).click()

  await expect(saveProblem(page)).toBeFocused()
  await expect(saveProblem(page)).toContainText('Nothing was sent')
  await expect(limitField(page)).toHaveAccessibleDescription(/“many” is not a whole number of nodes/)
  await expect(textField(page, 'Period')).toHaveAccessibleDescription(/Period must be above zero/)
  await expect(textField(page, 'Name')).toHaveAccessibleDescription(/Name must not be empty/)
  await expect(page.getByRole('combobox', { name: 'Time zone' })).toHaveAccessibleDescription(
    /Time zone is required while updates keep to office hours/,
  )
  await expectNoAxeViolations(page)
  await saveProblem(page).getByRole('link', { name: 'Limit' }).click()
  await expect(limitField(page)).toBeFocused()
  await limitField(page).fill('5')
  await expect(saveProblem(page).getByRole('link', { name: 'Limit' })).toBeHidden()
  await textField(page, 'Period').fill('15')
  await textField(page, 'Name').fill('canary')
  await page.getByRole('combobox', { name: 'Time zone' }).click()
  await page.getByRole('option', { name: 'UTC' }).click()
  await expect(saveProblem(page)).toBeHidden()
  expect(writes).toEqual([])
})

test.describe('a server that refuses', () => {
  test.use({ allowFailedLoads: true })

  test('is quoted at the field, and no edit is lost', async ({ world, page }) => {
    const { canary } = await openPolicyForm(world, page)
    await limitField(page).fill('50')
    await textField(page, 'Name').fill('everyone')
    await saveButton(page).click()
    await expect(saveProblem(page)).toBeFocused()
    await expect(saveProblem(page)).toContainText('Rejected by the server. Nothing was changed.')
    await expect(textField(page, 'Name')).toHaveAccessibleDescription(/everyone|has this name/)
    await expect(limitField(page)).toHaveValue('50')
    await textField(page, 'Name').fill('canary')
    await saveButton(page).click()
    await expect(savedNotification(page)).toBeVisible()
    expect((await canary.read()).policy_max_updates_per_period).toBe(50)
  })

  test('because the group is gone is reported as that', async ({ world, page }) => {
    const { kiosk, canary } = await openPolicyForm(world, page)
    await limitField(page).fill('50')
    await world.rest.delete(`/api/apps/${kiosk.id}/groups/${canary.id}`)
    await saveButton(page).click()
    await expect(saveProblem(page)).toContainText('Nothing was sent: the group no longer exists.')
    await expect(saveProblem(page)).toContainText('Someone may have deleted it')
    await expect(limitField(page)).toHaveValue('50')
  })
})

test.describe('a server that does not answer a change', () => {
  test.use({ allowFailedLoads: true })

  test('can be stopped, and then is checked for the change', async ({ world, page }) => {
    const { canary } = await openPolicyForm(world, page)
    await page.route(`**/groups/${canary.id}`, (route) =>
      route.request().method() === 'PUT' ? undefined : route.continue(),
    )
    await limitField(page).fill('50')
    await saveButton(page).click()
    await expect(page.getByText('Saving …')).toBeFocused()
    await expect(limitField(page)).toBeDisabled()
    await page.getByRole('button', { name: 'Stop' }).click()
    await expect(saveProblem(page)).toContainText('You stopped waiting. So far the group is unchanged.')
    await expect(limitField(page)).toHaveValue('50')
    await page.unrouteAll()
    await saveButton(page).click()
    await expect(savedNotification(page)).toBeVisible()
    expect((await canary.read()).policy_max_updates_per_period).toBe(50)
  })

  test('but applied it is reported as saved', async ({ world, page }) => {
    const { canary } = await openPolicyForm(world, page)
    await page.route(`**/groups/${canary.id}`, async (route) => {
      if (route.request().method() !== 'PUT') return route.continue()
      await route.fetch()
      return route.abort()
    })
    await limitField(page).fill('50')
    await saveButton(page).click()
    await expect(savedNotification(page)).toBeVisible()
    await expect(page).toHaveURL(canary.path)
    expect((await canary.read()).policy_max_updates_per_period).toBe(50)
  })
})

test('a double click and an Enter held down save once', async ({ world, page }) => {
  const { canary, form } = await kioskWithCanary(world)
  const writes = recordPuts(page)
  await page.goto(form)
  await limitField(page).fill('50')
  await saveButton(page).dblclick()
  await expect(savedNotification(page)).toBeVisible()
  await expect(page).toHaveURL(canary.path)
  await page.goto(form)
  await limitField(page).fill('60')
  for (let repeat = 0; repeat < 10; repeat += 1) await page.keyboard.down('Enter')
  await page.keyboard.up('Enter')
  await expect(savedNotification(page)).toBeVisible()
  await expect(page).toHaveURL(canary.path)
  expect(writes.map((write) => write['policy_max_updates_per_period'])).toEqual([50, 60])
})

test('the form asks before unsaved edits are lost', async ({ world, page }) => {
  const { canary, form } = await kioskWithCanary(world)
  await page.goto(canary.path)
  await page.getByRole('link', { name: 'Edit policy' }).click()
  await limitField(page).fill('50')
  const question = page.getByRole('dialog', { name: 'Leave without saving?' })

  await page.getByRole('navigation', { name: 'Breadcrumbs' }).getByRole('link', { name: 'Fleet' }).click()
  await expect(question).toBeVisible()
  await expectNoAxeViolations(page)
  await page.keyboard.press('Escape')
  await expect(question).toBeHidden()
  await expect(page).toHaveURL(form)

  await page.goBack()
  await question.getByRole('button', { name: 'Keep editing' }).click()
  await expect(question).toBeHidden()
  await expect(limitField(page)).toHaveValue('50')

  const opened = page.waitForEvent('dialog')
  const closing = page.close({ runBeforeUnload: true })
  const dialog = await opened
  expect(dialog.type()).toBe('beforeunload')
  await dialog.dismiss()
  await closing

  await page.getByRole('link', { name: 'Cancel' }).click()
  await question.getByRole('button', { name: 'Discard edits' }).click()
  await expect(page).toHaveURL(canary.path)
  expect((await canary.read()).policy_max_updates_per_period).toBe(20)
})

test('an operator who leaves during a save is notified when it is saved', async ({ world, page }) => {
  const { canary } = await openPolicyForm(world, page)
  const held: Route[] = []
  await page.route(`**/groups/${canary.id}`, async (route) => {
    if (route.request().method() === 'PUT') held.push(route)
    else await route.continue()
  })
  await limitField(page).fill('50')
  await saveButton(page).click()
  await expect.poll(() => held.length).toBe(1)
  await page.getByRole('navigation', { name: 'Breadcrumbs' }).getByRole('link', { name: 'Fleet' }).click()
  const question = page.getByRole('dialog', { name: 'Leave while this is being saved?' })
  await question.getByRole('button', { name: 'Leave' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Fleet' })).toBeFocused()
  await Promise.all(held.map((route) => route.continue()))
  await expect(savedNotification(page)).toBeVisible()
  await expect(page).toHaveURL('/')
  expect((await canary.read()).policy_max_updates_per_period).toBe(50)
})

test('the form fits a phone, and Axe finds nothing on it in either theme', async ({ world, page }) => {
  const { form } = await kioskWithCanary(world)
  await page.setViewportSize({ width: 390, height: 800 })
  await page.goto(form)
  await limitField(page).fill('50')
  await expectNoAxeViolations(page)
  await page.getByRole('combobox', { name: 'Time zone' }).click()
  await expect(page.getByRole('option', { name: 'Europe/Berlin' })).toBeVisible()
  await expectNoAxeViolations(page)
  await expectNoHorizontalOverflow(page)
})

test('a field warns about an effect that an operator may not expect', async ({ world, page }) => {
  await openPolicyForm(world, page)
  await textField(page, 'Track').fill('everyone')
  await expect(textField(page, 'Track')).toHaveAccessibleDescription(/Group “everyone” has the same track/)
  await page.getByRole('combobox', { name: 'Channel' }).selectOption('No channel')
  await expect(page.getByRole('combobox', { name: 'Channel' })).toHaveAccessibleDescription(
    /nodes of this group get an error/,
  )
})
