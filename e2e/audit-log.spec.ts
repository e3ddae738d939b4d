import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, needsPlatteProcess, test } from './fixtures.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import { expectNoHorizontalOverflow } from './testing/expect-no-horizontal-overflow.ts'
import type { World } from './world/world.ts'

needsPlatteProcess()

const kioskOf = (world: World) =>
  world.application({
    channels: { stable: '2.0.0' },
    groups: { canary: { channel: 'stable', policy: { policy_max_updates_per_period: 5 } } },
    packages: ['2.1.0'],
  })
type Kiosk = Awaited<ReturnType<typeof kioskOf>>

const entries = (page: Page) =>
  page.getByRole('list', { name: 'Entries of the audit log' }).getByRole('article')
const auditLogPath = (kiosk: Kiosk, more = '') => `/audit-log?application=${kiosk.id}${more}`

/** Through the dashboard's server, with its reason. */
async function changeWithReason(page: Page, kiosk: Kiosk, fields: object, reason: string): Promise<void> {
  const { channel: _, ...group } = await kiosk.group('canary').read()
  const answer = await page.request.put(`/api/apps/${kiosk.id}/groups/${group.id}`, {
    headers: { 'platte-reason': encodeURIComponent(reason) },
    data: { ...group, channel_id: group.channel_id ?? '', ...fields },
  })
  expect(answer.ok()).toBe(true)
}

test('a pause appears with its reason, on the group’s page too', async ({ world, page }) => {
  const kiosk = await kioskOf(world)
  await page.goto(kiosk.group('canary').path)
  await page.getByRole('button', { name: 'Pause', exact: false }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('nodes reboot twice')
  await dialog.getByRole('button', { name: 'Pause canary' }).click()
  await expect(dialog).toBeHidden()
  const recent = page.getByRole('region', { name: 'Recent changes' })
  await recent.scrollIntoViewIfNeeded()
  await expect(recent.getByText('nodes reboot twice')).toBeVisible()
  await kiosk.promote('stable', '2.1.0')
  await page.reload()
  await recent.scrollIntoViewIfNeeded()
  await expect(recent.getByText('set its package to 2.1.0')).toBeVisible()
  await recent.getByRole('link', { name: /in the audit log$/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Audit log' })).toBeVisible()
  const newest = entries(page).first()
  await expect(newest).toContainText('group canary')
  await expect(newest).toContainText(`of ${kiosk.name}`)
  await expect(newest).toContainText('local switched updates off')
  await expect(newest).toContainText('Reason: nodes reboot twice')
  await expect(newest.getByRole('definition')).toHaveText('on → off')
  await newest.getByRole('link', { name: 'group canary' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'canary' })).toBeVisible()
})

test('filters are in the URL, and only matching entries are shown', async ({ world, page }) => {
  const kiosk = await kioskOf(world)
  await changeWithReason(page, kiosk, { policy_max_updates_per_period: 7 }, 'faster in the north')
  await kiosk.promote('stable', '2.1.0')
  await page.goto(auditLogPath(kiosk))
  await expect(entries(page).first()).toContainText('local set its package to 2.1.0')
  await page.getByRole('searchbox', { name: 'Search names and reasons' }).fill('north')
  await expect(page).toHaveURL(/search=north/)
  await expect(entries(page)).toHaveCount(1)
  await expect(entries(page)).toContainText('changed limit')
  await page.getByRole('combobox', { name: 'Resource' }).selectOption('Channel')
  await expect(page.getByText('No entry matches')).toBeVisible()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await page.goto(auditLogPath(kiosk, '&subject=channel&action=replace&outcome=done'))
  await page.getByRole('combobox', { name: 'Changed by' }).selectOption('local')
  await expect(page).toHaveURL(/actor=local/)
  await expect(entries(page)).toHaveCount(1)
  await page.getByRole('textbox', { name: 'From' }).or(page.getByLabel('From')).first().fill('2100-01-01')
  await expect(page.getByText('No entry matches')).toBeVisible()
})

test('the filtered entries are exported as CSV and JSON, all pages of them', async ({ world, page }) => {
  const kiosk = await kioskOf(world)
  for (let limit = 6; limit < 61; limit++)
    await changeWithReason(page, kiosk, { policy_max_updates_per_period: limit }, `limit ${limit}`)
  await page.goto(auditLogPath(kiosk, '&subject=group&action=replace'))
  await expect(entries(page)).toHaveCount(50)
  await expect(page.getByText('50 of 55 shown')).toBeVisible()
  const save = async (format: 'CSV' | 'JSON') => {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: `Save as ${format}` }).click(),
    ])
    await expect(page.getByText('55 entries saved as')).toBeVisible()
    return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') }
  }
  const csv = await save('CSV')
  expect(csv.name).toMatch(/^audit-log-.+\.csv$/)
  expect(csv.text.trim().split('\r\n')).toHaveLength(56)
  expect(csv.text).toContain('Limit: 5 nodes → 6 nodes')
  expect(csv.text).toContain('changed limit')
  const json: unknown = JSON.parse((await save('JSON')).text)
  expect(json).toMatchObject({ url: expect.stringContaining(kiosk.id) })
  await page.getByRole('button', { name: 'Show older' }).click()
  await expect(entries(page)).toHaveCount(55)
})

test('a revert is an entry of its own', async ({ world, page }) => {
  const kiosk = await kioskOf(world)
  await changeWithReason(page, kiosk, { policy_max_updates_per_period: 50 }, 'too fast')
  await page.goto(auditLogPath(kiosk, '&subject=group'))
  await test.step('its button says which change, of when', () =>
    entries(page)
      .first()
      .getByRole('button', {
        name: /^Revert the change of group canary, \d+ \w+ \d{4}, [\d:]+ .+: changed limit…$/,
      })
      .click())
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('group', { name: 'Limit' })).toContainText('50 nodes → 5 nodes')
  await expect(dialog.getByRole('textbox', { name: 'Reason' })).toHaveValue(/^Reverts the change of /)
  await expectNoAxeViolations(page)
  await dialog.getByRole('button', { name: 'Revert', exact: true }).dblclick()
  await expect(dialog).toBeHidden()
  await expect(entries(page).first()).toContainText('Reason: Reverts the change of')
  await expect(entries(page)).toHaveCount(3)
  expect((await kiosk.group('canary').read()).policy_max_updates_per_period).toBe(5)
})

test('a promotion is reverted on the promotion page, after a review of the effect', async ({
  world,
  page,
}) => {
  const kiosk = await kioskOf(world)
  await kiosk.promote('stable', '2.1.0')
  await page.goto(auditLogPath(kiosk, '&subject=channel'))
  await entries(page)
    .first()
    .getByRole('link', { name: /^Revert the change of channel stable/ })
    .click()
  await expect(page.getByRole('heading', { level: 1, name: 'Put 2.0.0 on stable' })).toBeVisible()
  await expect(page.getByText('No node downgrades', { exact: false })).toBeVisible()
  await expect(page.getByRole('list', { name: 'Gates' })).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Reason' })).toHaveValue(/^Reverts the change of /)
  await page.getByRole('button', { name: 'Put 2.0.0 on stable' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'stable now has 2.0.0' })).toBeVisible()
  await page.goto(auditLogPath(kiosk, '&subject=channel'))
  await expect(entries(page).first()).toContainText('local set its package to 2.0.0')
  await expect(entries(page).first()).toContainText('Reason: Reverts the change of')
})

test('a field that was changed again since is not overwritten without a choice', async ({ world, page }) => {
  const kiosk = await kioskOf(world)
  await changeWithReason(page, kiosk, { policy_max_updates_per_period: 50, description: 'Fast' }, 'mine')
  await page.goto(auditLogPath(kiosk, '&subject=group&search=mine'))
  const open = entries(page).first().getByRole('button', { name: 'Revert the change of group canary' })
  await open.click()
  const dialog = page.getByRole('dialog')
  const revert = dialog.getByRole('button', { name: 'Revert', exact: true })
  await expect(dialog.getByRole('group', { name: 'Limit' })).toContainText('50 nodes → 5 nodes')
  // While the dialog is open, another operator changes it.
  await kiosk.group('canary').change({ policy_max_updates_per_period: 60 })
  await revert.click()
  await expect(dialog.getByText('Your change was not sent.')).toBeVisible()
  const limit = dialog.getByRole('group', { name: 'Limit' })
  await expect(limit).toContainText('it was 5 nodes, this change made it 50 nodes, and now it is 60 nodes')
  await revert.click()
  await expect(dialog).toBeHidden()
  expect(await kiosk.group('canary').read()).toMatchObject({
    policy_max_updates_per_period: 60,
    description: '',
  })
  await open.click()
  await expect(revert).toHaveAttribute('aria-disabled', 'true')
  await expect(revert).toHaveAccessibleDescription(/choose above what to overwrite/)
  await limit.getByRole('checkbox', { name: 'Overwrite it: set limit back to 5 nodes' }).check()
  await revert.click()
  await expect(dialog).toBeHidden()
  expect((await kiosk.group('canary').read()).policy_max_updates_per_period).toBe(5)
})

const NO_CHANNEL = '00000000-0000-4000-8000-000000000000'

test('a rejected write and an irreversible one say why', async ({ world, page }) => {
  const kiosk = await kioskOf(world)
  const { channel: _, ...group } = await kiosk.group('canary').read()
  await page.request.put(`/api/apps/${kiosk.id}/groups/${group.id}`, {
    data: { ...group, channel_id: NO_CHANNEL },
  })
  await page.goto(auditLogPath(kiosk, '&subject=group'))
  await expect(entries(page).first()).toContainText('Rejected')
  await expect(entries(page).first()).toContainText('local tried to change it')
  const button = entries(page)
    .last()
    .getByRole('button', { name: /^Revert/ })
  await expect(button).toHaveAttribute('aria-disabled', 'true')
  await expect(button).toHaveAccessibleDescription(/Created resources are not deleted here/)
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } })
  test('the page fits, and axe finds nothing', async ({ world, page }) => {
    const kiosk = await kioskOf(world)
    await changeWithReason(
      page,
      kiosk,
      { description: 'x'.repeat(200), policy_safe_mode: true },
      'y'.repeat(300),
    )
    await page.goto(auditLogPath(kiosk))
    await expect(entries(page).first()).toContainText('changed')
    await expectNoAxeViolations(page)
    await expectNoHorizontalOverflow(page)
  })
})
