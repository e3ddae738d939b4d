import type { Page } from '@playwright/test'
import { expect, needsPlatteServer } from './fixtures.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import { kioskWithCanary, limitField, saveButton, savedNotification } from './testing/policy-form.ts'
import { insideSignInTest as test, signInLink } from './testing/sign-in-test.ts'

needsPlatteServer()

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })

test('inside a Nebraska an admin signs in, edits, reloads and signs out', async ({ world, openAs, page }) => {
  const { canary, form } = await kioskWithCanary(world)
  await openAs('ada', `/apps${form}`)
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
  openAs,
  page,
  context,
}) => {
  const { form } = await kioskWithCanary(world)
  await openAs('vic', `/apps${form}`)
  await expect(saveButton(page)).toBeDisabled()
  await expect(page.getByRole('main')).toContainText(
    'You may only read: the update server lets you see everything and change nothing.',
  )
  const second = await context.newPage()
  await second.goto('/')
  await signInLink(second).click()
  await expect(heading(second, 'Fleet')).toBeVisible()
})

test('inside a Nebraska somebody without a role learns why nothing is shown', async ({ openAs, page }) => {
  await openAs('gus', '/')
  await expect(heading(page, 'You have no access to this fleet')).toBeVisible()
  await expect(page.getByRole('main')).toContainText('You are signed in as gus')
  await expect(page.getByRole('main')).toContainText('you have none of its roles')
})
