import type { Page } from '@playwright/test'
import { applicationPageSchema, applicationSchema } from '#contract/application.ts'
import { expect, test } from './fixtures.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import { expectNoHorizontalOverflow } from './testing/expect-no-horizontal-overflow.ts'
import { expectTableRow } from './testing/expect-table-row.ts'

/** Markup, and a control that turns the direction of text. */
const HOSTILE = '<b>Kiosk</b> \u202E7'

const text = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const notification = (page: Page, words: string) => page.getByRole('alert').filter({ hasText: words })

test('an application from creation to deletion', async ({ world, page, upstream }) => {
  // Where a Nebraska is behind, others may have applications of these names.
  const suffix = upstream === null ? '' : ` ${Date.now().toString(36)}`
  const productId = `io.example.kiosk${suffix.trim()}`
  const read = async (name: string) =>
    (await world.rest.get('/api/apps?page=1&perpage=1000', applicationPageSchema)).applications?.find(
      (application) => application.name === name,
    )
  await page.goto('/applications')
  await page.getByRole('link', { name: 'Add an application' }).click()
  await text(page, 'Product ID').fill('io')
  await expect(text(page, 'Product ID')).toHaveAccessibleDescription(/must look like io\.example\.App/)
  await text(page, 'Product ID').fill(productId)
  await expect(text(page, 'Product ID')).not.toHaveAccessibleDescription(/must look like/)
  await text(page, 'Name').fill(HOSTILE + suffix)
  await expectNoAxeViolations(page)
  await page.getByRole('button', { name: 'Add the application' }).click()
  await expect(notification(page, 'Added application')).toContainText(HOSTILE)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(HOSTILE + suffix)
  await expect(page.getByText('No groups yet')).toBeVisible()
  await expectNoAxeViolations(page)

  await page.getByRole('link', { name: 'Edit', exact: true }).click()
  await text(page, 'Name').fill(`Display${suffix}`)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Display${suffix}`)
  expect(await read(`Display${suffix}`)).toMatchObject({ product_id: productId })

  await page.getByRole('link', { name: 'Clone' }).click()
  await text(page, 'Name').fill(`Display${suffix}`)
  await text(page, 'Product ID').fill(productId.toUpperCase())
  await expect(text(page, 'Name')).toHaveAccessibleDescription(/Another application has this name/)
  await expect(text(page, 'Product ID')).toHaveAccessibleDescription(/has this product ID already/)
  await text(page, 'Name').fill(`Copy${suffix}`)
  await text(page, 'Product ID').fill('')
  await page.getByRole('button', { name: 'Clone the application' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Copy${suffix}`)

  for (const name of [`Copy${suffix}`, `Display${suffix}`]) {
    await page.getByRole('button', { name: 'Delete…' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete the application' }).click()
    await expect(notification(page, `Deleted application ${name}`)).toBeVisible()
    await expect(page).toHaveURL('/applications')
    expect(await read(name)).toBeUndefined()
    if (name.startsWith('Copy')) await page.getByRole('link', { name: `Display${suffix}` }).click()
  }
})

test('deleting an application with groups asks for its name, and fits a phone', async ({ world, page }) => {
  const kiosk = await world.application({
    channels: { stable: '2.0.0' },
    groups: { canary: { channel: 'stable' }, '<i>everyone</i>': {} },
  })
  const name = `${kiosk.name} copy`
  const { id } = await world.rest.post(`/api/apps?clone_from=${kiosk.id}`, { name }, applicationSchema)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`/applications/${id}`)
  await expectTableRow(page.getByRole('table', { name: 'Groups' }), {
    Group: 'canary',
    Track: 'canary',
    Channel: 'stable amd64',
  })
  await expectNoHorizontalOverflow(page)
  await page.getByRole('button', { name: 'Delete…' }).click()
  const dialog = page.getByRole('dialog', { name: `Delete application ${name}` })
  await expect(dialog).toContainText('2 groups are deleted: ')
  await expect(dialog).toContainText('<i>everyone</i>')
  const confirm = dialog.getByRole('button', { name: 'Delete the application' })
  await expect(confirm).toHaveAttribute('aria-disabled', 'true')
  await dialog.getByRole('textbox', { name: 'Name of the application' }).fill(name)
  await expectNoAxeViolations(page)
  await confirm.click()
  await expect(page).toHaveURL('/applications')
  await expect(page.getByRole('link', { name })).toBeHidden()
})
