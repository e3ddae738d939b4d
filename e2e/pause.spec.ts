import type { Route } from '@playwright/test'
import { setVisibility } from './testing/set-visibility.ts'
import { expect, needsPlatteServer, test } from './fixtures.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import { expectNoHorizontalOverflow } from './testing/expect-no-horizontal-overflow.ts'
import { expectTableRow } from './testing/expect-table-row.ts'
import { fleetTable, groupNames } from './testing/fleet-table.ts'
import { holdConfig } from './testing/hold-config.ts'
import { kioskWithOneGroup } from './testing/kiosk.ts'
import { confirmButton, dialog, reasonField, notification } from './testing/pause-dialog.ts'
import { recordPuts } from './testing/record-requests.ts'
import type { World } from './world/world.ts'

/** One node is updating, two more are below the target. */
async function kioskInRollout(world: World) {
  const kiosk = await kioskWithOneGroup(world, { policy_max_updates_per_period: 1 })
  await kiosk.nodes(3, { group: 'canary', version: '1.0.0' }).checkIn()
  return { kiosk, canary: kiosk.group('canary') }
}

test('a group can be paused once it is known that nobody has to sign in, and nothing moves then', async ({
  world,
  page,
}) => {
  const { canary } = await kioskInRollout(world)
  const release = await holdConfig(page)
  await page.goto(canary.path)
  const pause = page.getByRole('button', { name: 'Pause', exact: true })
  await expect(pause).toBeDisabled()
  const place = await pause.boundingBox()
  await pause.press('Enter')
  await expect(notification(page, 'Nothing was changed')).toContainText('Try again in a moment')
  release()
  await expect(pause).toBeEnabled()
  expect(await pause.boundingBox()).toEqual(place)
  await pause.click()
  await expect(dialog(page)).toHaveAccessibleName('Pause updates of canary')
})

test('an operator pauses a group from the fleet, sees its state, and undoes the pause', async ({
  world,
  page,
  hasAuditLog,
}) => {
  const { kiosk, canary } = await kioskInRollout(world)
  await page.goto(`/?application=${kiosk.id}`)
  await expectTableRow(fleetTable(page), { Group: 'canary', State: /At the limit/ })
  await page.getByRole('button', { name: 'Pause canary' }).click()
  await expect(dialog(page)).toHaveAccessibleName('Pause updates of canary')
  await expect(dialog(page)).toContainText('2 nodes below the target and not updating wait until')
  await expect(dialog(page)).toContainText('1 update in progress will finish')
  await expectNoAxeViolations(page)
  await reasonField(page).fill('Waiting for the night shift')
  await confirmButton(page, 'Pause canary').click()
  await expect(notification(page, 'canary is paused')).toContainText('no node is granted a new update')
  await expect(page.getByRole('button', { name: 'Resume canary', exact: true })).toBeFocused()
  expect(await canary.read()).toMatchObject({
    policy_updates_enabled: false,
    policy_max_updates_per_period: 1,
  })
  await expectTableRow(fleetTable(page), {
    Group: 'canary',
    State: hasAuditLog
      ? /(Paused|Updates off, possibly by an operator).* by local: “Waiting for the night shift”.*3 nodes below the target/
      : /Updates off, possibly by an operator.*3 nodes below the target/,
  })
  await expect(page.getByRole('button', { name: 'Resume canary', exact: true })).toBeFocused()
  await expectNoAxeViolations(page)

  await page.getByRole('button', { name: 'Undo: resume canary' }).press('Enter')
  await expect(notification(page, 'Undone: canary is on again')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Pause canary', exact: true })).toBeFocused()
  expect((await canary.read()).policy_updates_enabled).toBe(true)
})

test('pauses and resumes with the keyboard alone, and an Enter held down makes one change', async ({
  world,
  page,
}) => {
  const { canary } = await kioskInRollout(world)
  const writes = recordPuts(page)
  await page.goto(canary.path)
  const button = page.getByRole('button', { name: 'Pause', exact: true })
  await button.focus()
  // Held down: the key repeats until it is let go.
  for (let pressed = 0; pressed < 5; pressed += 1) await page.keyboard.down('Enter')
  await page.keyboard.up('Enter')
  await expect(dialog(page)).toBeVisible()
  await expect(dialog(page)).toContainText('1 update in progress will finish')
  expect(writes).toEqual([])

  await page.keyboard.press('Tab')
  await page.keyboard.type('By hand')
  for (let pressed = 0; pressed < 5; pressed += 1) await page.keyboard.down('Enter')
  await page.keyboard.up('Enter')
  await expect(notification(page, 'canary is paused')).toBeVisible()
  expect(writes).toHaveLength(1)

  await page.reload()
  await page.getByRole('button', { name: 'Resume' }).press('Enter')
  await expect(dialog(page)).toHaveAccessibleName('Resume updates of canary')
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toBeHidden()
  expect((await canary.read()).policy_updates_enabled).toBe(false)
})

test('a pause can be undone on the group’s page too, after its notice is closed', async ({ world, page }) => {
  const { canary } = await kioskInRollout(world)
  await page.goto(canary.path)
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await confirmButton(page, 'Pause canary').click()
  await notification(page, 'canary is paused').getByRole('button', { name: 'Close' }).press('Enter')
  await expect(page.getByRole('button', { name: 'Resume', exact: true })).toBeFocused()
  await page.getByRole('button', { name: 'Undo this change of canary' }).click()
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible()
  expect((await canary.read()).policy_updates_enabled).toBe(true)
})

test('a double click makes one change', async ({ world, page }) => {
  const { canary } = await kioskInRollout(world)
  const writes = recordPuts(page)
  await page.goto(canary.path)
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await confirmButton(page, 'Pause canary').dblclick()
  await expect(notification(page, 'canary is paused')).toBeVisible()
  expect(writes).toHaveLength(1)
})

test('a pause keeps and names a colleague’s changes, and does not repeat their pause', async ({
  world,
  page,
}) => {
  const { canary } = await kioskInRollout(world)
  await page.goto(canary.path)
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await expect(dialog(page)).toContainText('1 update in progress will finish')
  await canary.change({ policy_max_updates_per_period: 7 })
  await confirmButton(page, 'Pause canary').click()
  await expect(notification(page, 'canary is paused')).toContainText('were kept: Limit')
  expect(await canary.read()).toMatchObject({
    policy_updates_enabled: false,
    policy_max_updates_per_period: 7,
  })

  await page.getByRole('button', { name: 'Resume', exact: true }).click()
  await expect(dialog(page)).toContainText('Up to 2 nodes may start at once, of 2 waiting: the limit is 7')
  // A poll would show the colleague’s change before the click, which would be about that then.
  await setVisibility(page, 'hidden')
  await canary.change({ policy_max_updates_per_period: 999_999 })
  await confirmButton(page, 'Resume canary').click()
  await expect(dialog(page)).toContainText('Limit: 7 nodes → unlimited')
  await expect(dialog(page)).toContainText('There is no limit: all 2 nodes')
  expect((await canary.read()).policy_updates_enabled).toBe(false)
  await canary.change({ policy_updates_enabled: true, policy_max_updates_per_period: 5 })
  await confirmButton(page, 'Resume canary').click()
  await expect(dialog(page)).toContainText('Someone else has already switched updates on')
})

test('the fleet shows each group’s state', async ({ world, page }) => {
  const kiosk = await world.application({
    channels: { stable: '2.0.0' },
    groups: {
      clerk: {
        channel: 'stable',
        policy: { policy_office_hours: true, policy_timezone: closedNow() },
      },
      paused: { channel: 'stable', policy: { policy_updates_enabled: false } },
    },
  })
  await kiosk.nodes(2, { group: 'clerk', version: '1.0.0' }).checkIn()
  await kiosk.nodes(1, { group: 'paused', version: '1.0.0' }).checkIn()
  await page.goto(`/?application=${kiosk.id}`)
  await expectTableRow(fleetTable(page), { Group: 'clerk', State: /Outside office hours/ })
  await expectTableRow(fleetTable(page), { Group: 'paused', State: /Paused|Updates off/ })
  await page.getByRole('combobox', { name: 'State' }).selectOption('Outside office hours')
  await expect(page).toHaveURL(/state=outside-office-hours/)
  await expect.poll(() => groupNames(page, kiosk.name)).toEqual(['clerk'])
  await page.getByRole('combobox', { name: 'State' }).selectOption('Rolling out')
  await expect.poll(() => groupNames(page, kiosk.name)).toEqual(['clerk'])
  await page.goto(kiosk.group('clerk').path)
  await expect(page.getByText('Outside office hours, which are Monday to Friday')).toBeVisible()
})

/** A zone where it is the middle of the night, whatever day it is. */
function closedNow(): string {
  const hoursAhead = (2 - new Date().getUTCHours() + 24) % 24
  return hoursAhead <= 12 ? `Etc/GMT-${hoursAhead}` : `Etc/GMT+${24 - hoursAhead}`
}

const isWrite = (route: Route) => route.request().method() === 'PUT'

test.describe('when a pause fails', () => {
  test.use({ allowFailedLoads: true })
  test('whoever may only read sees why it fails, keeps the typed reason, and finds controls disabled from then on', async ({
    world,
    page,
  }) => {
    const { canary } = await kioskInRollout(world)
    await page.route(`**/api/apps/*/groups/${canary.id}`, (route) =>
      isWrite(route) ? route.fulfill({ status: 403 }) : route.continue(),
    )
    await page.goto(canary.path)
    await page.getByRole('button', { name: 'Pause', exact: true }).click()
    await reasonField(page).fill('A bad image')
    await confirmButton(page, 'Pause canary').click()
    await expect(dialog(page)).toContainText('You may not make this change. Nothing was changed.')
    await expect(dialog(page)).toContainText('You have read-only access')
    await expect(reasonField(page)).toHaveValue('A bad image')
    await expectNoAxeViolations(page)

    // An edge of a distributed Nebraska rejects every write, and reports that nowhere else.
    await page.keyboard.press('Escape')
    await expect(dialog(page)).toBeHidden()
    await page.getByRole('button', { name: 'Pause', exact: true }).press('Enter')
    await expect(dialog(page)).toBeHidden()
    await expect(notification(page, 'Nothing was changed')).toContainText('Reload the page to try again.')
    await page.reload()
    await page.getByRole('button', { name: 'Pause', exact: true }).click()
    await expect(dialog(page)).toBeVisible()
  })

  test('a slow server can be stopped, and a retry makes no second change', async ({ world, page }) => {
    const { canary } = await kioskInRollout(world)
    let isSlow = true
    await page.route(`**/api/apps/*/groups/${canary.id}`, async (route) => {
      if (!isWrite(route) || !isSlow) return route.continue()
      // It takes effect, and the answer never arrives.
      await route.fetch()
    })
    const writes = recordPuts(page)
    await page.goto(canary.path)
    await page.getByRole('button', { name: 'Pause', exact: true }).click()
    await confirmButton(page, 'Pause canary').click()
    await expect(dialog(page)).toContainText('Saving …')
    await expect.poll(async () => (await canary.read()).policy_updates_enabled).toBe(false)
    await dialog(page).getByRole('button', { name: 'Stop' }).click()
    isSlow = false
    await expect(notification(page, 'canary is paused')).toBeVisible()
    expect(writes).toHaveLength(1)
  })

  test('an unreachable server is reported, and the typed reason is kept', async ({ world, page }) => {
    const { canary } = await kioskInRollout(world)
    await page.goto(canary.path)
    await page.getByRole('button', { name: 'Pause', exact: true }).click()
    await reasonField(page).fill('A bad image')
    await page.route('**/api/**', (route) => route.abort())
    await confirmButton(page, 'Pause canary').click()
    await expect(dialog(page)).toContainText('Nothing was sent: failed to read the group.')
    await page.unroute('**/api/**')
    await expect(reasonField(page)).toHaveValue('A bad image')
    await confirmButton(page, 'Pause canary').click()
    await expect(notification(page, 'canary is paused')).toBeVisible()
  })
})

test('the whole dialog fits a phone', async ({ world, page }) => {
  await page.setViewportSize({ width: 390, height: 800 })
  const { kiosk } = await kioskInRollout(world)
  await page.goto(`/?application=${kiosk.id}`)
  await page.getByRole('button', { name: 'Pause canary' }).click()
  await expect(confirmButton(page, 'Pause canary')).toBeInViewport()
  await expectNoHorizontalOverflow(page)
})

test('the group’s page shows since when it is paused, by whom and why', async ({ world, page }) => {
  needsPlatteServer()
  const { canary } = await kioskInRollout(world)
  await page.goto(canary.path)
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  await expect(reasonField(page)).toHaveAccessibleDescription(
    'Optional; kept in the audit log with the change',
  )
  await reasonField(page).fill('Waiting for the night shift')
  await confirmButton(page, 'Pause canary').click()
  await expect(page.getByText('It was paused by local: “Waiting for the night shift”')).toBeVisible()
  await expect(
    page.getByText(/An operator switched updates off (just now|\d+\s\w+ ago): no node/),
  ).toBeVisible()
})
