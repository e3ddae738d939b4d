import type { Page } from '@playwright/test'
import { expect, needsPlatteServer } from './fixtures.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import { kioskWithCanary, limitField, saveButton, savedNotification } from './testing/policy-form.ts'
import { insideSignInTest as test } from './testing/sign-in-test.ts'

needsPlatteServer()

const signIn = (page: Page) => page.getByRole('main').getByRole('link', { name: 'Sign in' })
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })

test('inside a Nebraska an admin signs in, edits, reloads and signs out', async ({
  world,
  provider,
  page,
}) => {
  const { canary, form } = await kioskWithCanary(world)
  provider.account = 'ada'
  await page.goto(`/apps${form}`)
  await signIn(page).click()
  await limitField(page).fill('50')
  await saveButton(page).click()
  await expect(savedNotification(page)).toContainText('At most 50 nodes')
  expect((await canary.read()).policy_max_updates_per_period).toBe(50)

  await test.step('a reload needs nobody', () => page.reload())
  await expect(page).toHaveURL(/\/apps\/applications\//)
  await expect(heading(page, 'canary')).toBeVisible()
  await page.getByRole('button', { name: 'Menu of ada' }).click()
  await expect(page.getByText('Signed in as ada')).toBeVisible()
  await expectNoAxeViolations(page)
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await test.step('the provider asks', () => page.getByRole('button', { name: 'Sign out' }).click())
  await expect(heading(page, 'Sign in')).toBeVisible()
})

test('inside a Nebraska a viewer can change nothing, in a second tab too', async ({
  world,
  provider,
  page,
  context,
}) => {
  const { form } = await kioskWithCanary(world)
  provider.account = 'vic'
  await page.goto(`/apps${form}`)
  await signIn(page).click()
  await expect(saveButton(page)).toBeDisabled()
  await expect(page.getByRole('main')).toContainText(
    'You may only read: the update server lets you see everything and change nothing.',
  )
  const second = await context.newPage()
  await second.goto('/')
  await signIn(second).click()
  await expect(heading(second, 'Fleet')).toBeVisible()
})

test('inside a Nebraska somebody without a role learns why nothing is shown', async ({ provider, page }) => {
  provider.account = 'gus'
  await page.goto('/')
  await signIn(page).click()
  await expect(heading(page, 'You have no access to this fleet')).toBeVisible()
  await expect(page.getByRole('main')).toContainText('You are signed in as gus')
  await expect(page.getByRole('main')).toContainText('you have none of its roles')
})
