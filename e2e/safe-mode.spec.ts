import { expect, needsPlatteServer, test } from './fixtures.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import { kioskWithOneGroup } from './testing/kiosk.ts'
import { confirmButton, dialog, reasonField, notification } from './testing/pause-dialog.ts'
import { SENSITIVE_SAFE_MODE, waitForSafeMode } from './testing/safe-mode.ts'

test('a failing canary trips safe mode, and the operator sees why and resumes', async ({ world, page }) => {
  needsPlatteServer()
  const kiosk = await kioskWithOneGroup(world, SENSITIVE_SAFE_MODE)
  const canary = kiosk.node({ group: 'canary', version: '1.0.0' })
  expect((await canary.checkIn()).update).toBe('2.0.0')
  await canary.startDownload()
  const next = kiosk.node({ group: 'canary', version: '1.0.0' })
  await waitForSafeMode(next)

  await page.goto(kiosk.group('canary').path)
  const main = page.getByRole('main')
  await expect(main.getByText('Held by safe mode')).toBeVisible()
  await expect(main.getByText(/1 update took longer than 1 second, and the limit is 1/)).toBeVisible()

  await expect(
    main.getByRole('link', { name: 'List the nodes that failed or are still updating' }),
  ).toHaveAttribute('href', /\/nodes\?status=updateGranted.*status=error/)

  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(dialog(page)).toHaveAccessibleName('Resume updates of canary')
  await expect(dialog(page)).toContainText(
    'It trips again at the next check-in: 1 node is still timed out, and the limit is 1.',
  )
  await expect(dialog(page).getByRole('link', { name: 'View nodes in progress' })).toHaveAttribute(
    'href',
    /status=updateGranted&status=downloading/,
  )
  await expectNoAxeViolations(page)
  await dialog(page).getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('button', { name: 'Resume' })).toBeFocused()

  await canary.fail()
  await page.reload()
  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(dialog(page)).toContainText('it does not trip again at once')
  await expect(dialog(page)).toContainText('Up to 1 node may start at once')
  await reasonField(page).fill('The canary’s disk was full')
  await confirmButton(page, 'Resume canary').click()
  await expect(notification(page, 'canary is resumed')).toBeVisible()
  await expect(main.getByText('Rolling out')).toBeVisible()
  expect((await next.checkIn()).update).toBe('2.0.0')
})

test('resuming while an update is still timed out trips safe mode again', async ({ world, page }) => {
  needsPlatteServer()
  const kiosk = await kioskWithOneGroup(world, SENSITIVE_SAFE_MODE)
  await kiosk.node({ group: 'canary', version: '1.0.0' }).checkIn()
  const next = kiosk.node({ group: 'canary', version: '1.0.0' })
  await waitForSafeMode(next)
  await page.goto(kiosk.group('canary').path)
  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(dialog(page)).toContainText('It trips again at the next check-in')
  await expect(dialog(page).getByRole('link', { name: 'Edit policy' })).toHaveAttribute('href', /\/edit$/)
  await confirmButton(page, 'Resume canary anyway').click()
  await expect(notification(page, 'canary is resumed')).toContainText(
    'safe mode switches them off again at the next check-in: 1 node is still timed out, and the limit is 1',
  )
  expect((await next.checkIn()).status).toBe('error-maxTimedOutUpdatesLimitReached')
  await page.reload()
  await expect(page.getByRole('main').getByText('Held by safe mode')).toBeVisible()
})
