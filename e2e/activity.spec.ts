import { readFile } from 'node:fs/promises'
import { expect, test } from './fixtures.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import { expectNoHorizontalOverflow } from './testing/expect-no-horizontal-overflow.ts'
import { kioskWithPromotion } from './testing/kiosk.ts'

test('the activity has what happened by day, with filters that the URL keeps and a file of it', async ({
  world,
  page,
}) => {
  const kiosk = await kioskWithPromotion(world)
  const hall = kiosk.node({ group: 'canary', version: '1.0.0' })
  await hall.checkIn()
  await hall.fail({ code: 9 })

  await page.goto('/')
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Activity' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Activity')
  await page.getByRole('combobox', { name: 'Application' }).selectOption(kiosk.name)
  const entries = page.getByRole('region', { name: 'Entries' })
  await expect(entries).toContainText('Channel stable → 2.0.0')
  await expect(entries).toContainText('Rollout of 2.0.0 started')
  await expect(entries.getByRole('heading', { level: 3 })).toHaveCount(1)

  await page.getByRole('combobox', { name: 'Severity' }).selectOption('Error')
  await expect(page).toHaveURL(new RegExp(`application=${kiosk.id}.*severity=4`))
  await expect(entries).not.toContainText('Rollout of 2.0.0 started')
  await expect(entries.getByRole('link', { name: hall.id })).toHaveAttribute('href', hall.path)
  await expectNoAxeViolations(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoHorizontalOverflow(page)

  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save as CSV' }).click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/^activity-.*\.csv$/)
  expect(await readFile(await file.path(), 'utf8')).toContain(
    'Update to 2.0.0 failed, code 9: The download broke off',
  )

  await entries.getByRole('link', { name: hall.id }).click()
  await page.getByRole('main').getByRole('link', { name: 'Activity' }).click()
  await expect(page).toHaveURL(new RegExp(`application=${kiosk.id}&node=${hall.id}`))
  await expect(entries).toContainText('Update to 2.0.0 failed')

  const main = page.getByRole('main')
  const { id } = kiosk.group('canary')
  for (const [path, filters, entry] of [
    [
      `/applications/${kiosk.id}/channels/${kiosk.channel('stable').id}`,
      `&channel=${kiosk.channel('stable').id}`,
      'Channel stable',
    ],
    [`${kiosk.group('canary').path}/history`, `&group=${id}`, 'Rollout of 2.0.0 started'],
    [`/applications/${kiosk.id}`, '', 'Update to 2.0.0 failed'],
  ] as const) {
    await page.goto(path)
    await main.getByRole('link', { name: 'Activity', exact: true }).click()
    await expect(page).toHaveURL(new RegExp(`/activity\\?(?:since=30d&)?application=${kiosk.id}${filters}$`))
    await expect(entries).toContainText(entry)
  }
})
