import type { Page } from '@playwright/test'
import { expect, needsPlatteServer } from './fixtures.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import { holdConfig } from './testing/hold-config.ts'
import {
  kioskWithCanary,
  limitField,
  saveButton,
  saveProblem,
  savedNotification,
} from './testing/policy-form.ts'
import { signInLink, signInTest as test } from './testing/sign-in-test.ts'

needsPlatteServer()

const READ_ONLY =
  'You may only read: the role fleet-viewer may see everything; the role fleet-admin may change it.'
const NOT_KNOWN_YET = /does not know yet whether you may change this/
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })

test('a viewer looks around and can change nothing', async ({ world, provider, page }) => {
  const { kiosk, canary, form } = await kioskWithCanary(world)
  const before = await canary.read()
  provider.account = 'vic'
  // A chosen order shows the table although no node is there.
  await page.goto('/?sort=group')
  const banner = page.getByRole('banner')
  await expect(banner).toContainText('Acme Fleet')
  await signInLink(page).click()
  await expect(heading(page, 'Fleet')).toBeVisible()
  await expect(page).toHaveTitle(/ · Acme Fleet$/)
  await expect(banner.locator('img')).toHaveAttribute('src', /^data:image\/svg\+xml,/)
  await expect(banner).toHaveAttribute('data-mantine-color-scheme', 'dark')

  const pause = page
    .getByRole('row')
    .filter({ hasText: kiosk.name })
    .getByRole('button', { name: 'Pause canary' })
  await expect(pause).toBeDisabled()
  await expect(pause).toHaveAccessibleDescription(READ_ONLY)
  await expect(page.getByRole('button', { name: 'Freeze…' })).toBeDisabled()
  await pause.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: READ_ONLY })).toBeVisible()
  await expect(page.getByRole('dialog')).toBeHidden()

  await page.goto(form)
  await expect(page.getByRole('main')).toContainText(READ_ONLY)
  await expect(limitField(page)).toBeDisabled()
  await expect(saveButton(page)).toBeDisabled()
  for (const name of ['Pause', 'Edit policy'])
    await expect(page.getByRole('button', { name, exact: true })).toHaveAccessibleDescription(READ_ONLY)
  await expectNoAxeViolations(page)
  await page.getByRole('link', { name: 'Cancel' }).click()
  await page.getByRole('navigation', { name: 'Breadcrumbs' }).getByRole('link').last().click()
  for (const name of ['Edit', 'Clone'])
    await expect(page.getByRole('button', { name, exact: true })).toHaveAccessibleDescription(READ_ONLY)

  await page.keyboard.press('Control+k')
  await page.keyboard.type('sign out')
  await page.getByRole('option', { name: 'Sign out', exact: false }).first().click()
  await test.step('the provider asks', () => page.getByRole('button', { name: 'Sign out' }).click())
  await expect(heading(page, 'Sign in')).toBeVisible()
  expect(await canary.read()).toEqual(before)
})

test('a viewer can press nothing while it is not known yet that people sign in', async ({
  world,
  openAs,
  page,
}) => {
  const { canary, form } = await kioskWithCanary(world)
  await openAs('vic', canary.path)
  const pause = page.getByRole('button', { name: 'Pause', exact: true })
  await expect(pause).toHaveAccessibleDescription(READ_ONLY)
  const release = await holdConfig(page)
  await page.goto(form)
  await expect(pause).toBeDisabled()
  await expect(pause).toHaveAccessibleDescription(NOT_KNOWN_YET)
  await test.step('nothing can be typed in the form', async () => {
    await limitField(page).focus()
    await expect(limitField(page)).not.toBeFocused()
  })
  release()
  await expect(pause).toHaveAccessibleDescription(READ_ONLY)
  await expect(saveButton(page)).toBeDisabled()
})

test('a session ends in the middle of an edit and nothing typed is lost', async ({ world, openAs, page }) => {
  const { canary, form } = await kioskWithCanary(world)
  await openAs('ada', form)
  await limitField(page).fill('50')
  const reason = page.getByRole('textbox', { name: 'Reason' })
  await reason.fill('More at once')
  await test.step('it ends in another tab', async () => {
    const { origin } = new URL(page.url())
    await page.request.post('/platte/sign-out', { data: { everywhere: true }, headers: { origin } })
  })
  await saveButton(page).click()
  await expect(saveProblem(page)).toContainText('Your session has ended. Nothing was changed.')
  await expectNoAxeViolations(page)
  await page.getByRole('status').filter({ hasText: 'Your session has ended' }).getByRole('link').click()

  await expect(limitField(page)).toHaveValue('50')
  await expect(reason).toHaveValue('More at once')
  await expect(page).toHaveURL(form)
  await saveButton(page).click()
  await expect(savedNotification(page)).toContainText('At most 50 nodes')
  expect((await canary.read()).policy_max_updates_per_period).toBe(50)
  await page.goBack()
  await page.getByRole('button', { name: 'Menu of ada' }).click()
  await expect(page.getByText('Signed in as ada')).toBeVisible()
})

test('the address of a sign-in in the browser leads to the one of the server', async ({ openAs, page }) => {
  await openAs('ada', '/auth/start')
  await expect(heading(page, 'Fleet')).toBeVisible()
})

test('a wrong audience is found by the sign-in page', async ({ provider, openAs, server, page }) => {
  provider.audience = 'https://other.example.test'
  await openAs('ada', '/')
  await expect(heading(page, 'You have no access to this fleet')).toBeVisible()
  await page.getByRole('link', { name: 'Check the sign-in' }).click()

  await expect(heading(page, 'Check the sign-in')).toBeVisible()
  const main = page.getByRole('main')
  await expect(main).toContainText(
    'it is for https://other.example.test, and this server is https://platte.example.test/api',
  )
  await expect(main).toContainText('The setting --oidc-audience would change it.')
  await expect(main).toContainText(`${server.url}/platte/sign-in/callback`)
  await expect(page.getByRole('button', { name: 'Copy the redirect URI' })).toBeVisible()
  await expect(page.getByRole('list', { name: 'Claims' })).toContainText('realm_access.roles list of 1')
  await expectNoAxeViolations(page)
  provider.audience = null
})
