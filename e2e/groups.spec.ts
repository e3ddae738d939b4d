import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import { expectTableRow } from './testing/expect-table-row.ts'

const text = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const choice = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true })
const notification = (page: Page, words: string) => page.getByRole('alert').filter({ hasText: words })

test('a group from creation to deletion', async ({ world, page }) => {
  const kiosk = await world.application({
    channels: { stable: '2.0.0', beta: '3.0.0' },
    groups: { canary: { channel: 'beta', policy: { policy_max_updates_per_period: 7 } } },
  })
  await page.goto(`/applications/${kiosk.id}`)
  await page.getByRole('link', { name: 'Add a group' }).click()
  await text(page, 'Name').fill('canary')
  await expect(text(page, 'Name')).toHaveAccessibleDescription(/Another group of this application/)
  await text(page, 'Track').fill('canary')
  await choice(page, 'Channel').selectOption({ label: 'beta · amd64 · 3.0.0' })
  await expect(text(page, 'Track')).toHaveAccessibleDescription(/“canary” has the same track for amd64/)
  await text(page, 'Name').fill('<i>rack</i> \u202E7')
  await page.getByRole('button', { name: 'Add the group' }).click()
  await expect(page.getByRole('region', { name: 'Not saved' })).toContainText('same track')
  await text(page, 'Track').fill('racks')
  await expectNoAxeViolations(page)
  await page.getByRole('button', { name: 'Add the group' }).click()
  await expect(notification(page, 'Added group')).toContainText('<i>rack</i>')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('<i>rack</i> \u202E7')

  await page.goto(kiosk.group('canary').path)
  await page.getByRole('link', { name: 'Clone' }).click()
  await expect(text(page, 'Limit')).toHaveValue('7')
  await text(page, 'Name').fill('copies')
  await text(page, 'Track').fill('copies')
  await page.getByRole('button', { name: 'Clone the group' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('copies')
  await page.getByRole('button', { name: 'Delete…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete the group' }).click()
  await expect(notification(page, 'Deleted group copies')).toBeVisible()
  await expect(page).toHaveURL(`/applications/${kiosk.id}`)

  // With nodes.
  await kiosk.nodes(2, { group: 'canary', version: '2.0.0' }).checkIn()
  await page.goto(kiosk.group('canary').path)
  await page.getByRole('button', { name: 'Delete…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete group canary' })
  await expect(dialog).toContainText('2 nodes seen in the last 30 days lose their group.')
  const confirm = dialog.getByRole('button', { name: 'Delete the group' })
  await expect(confirm).toHaveAttribute('aria-disabled', 'true')
  await expect(dialog).toContainText('Type the name of the group first.')
  await dialog.getByRole('textbox', { name: 'Name of the group' }).fill('canary')
  await expectNoAxeViolations(page)
  await confirm.click()
  await expect(notification(page, 'Deleted group canary')).toBeVisible()
  const groups = page.getByRole('table', { name: 'Groups' })
  await expectTableRow(groups, { Group: '<i>rack</i> \u202E7', Track: 'racks', Channel: 'beta amd64' })
  await expect(groups.getByRole('link', { name: 'canary' })).toBeHidden()
})
