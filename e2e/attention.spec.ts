import { expect, needsPlatteServer, test } from './fixtures.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import { expectTableRow } from './testing/expect-table-row.ts'
import { fleetTable, groupNames } from './testing/fleet-table.ts'
import { kioskWithOneGroup } from './testing/kiosk.ts'
import { SENSITIVE_SAFE_MODE, waitForSafeMode } from './testing/safe-mode.ts'

test('groups that need attention come first, with reasons that link to the nodes', async ({
  world,
  page,
}) => {
  const kiosk = await world.application({
    channels: { stable: '2.0.0', empty: null },
    groups: {
      behind: { channel: 'stable' },
      done: { channel: 'stable' },
      failing: { channel: 'stable' },
      'half-failing': { channel: 'stable' },
      unsupplied: { channel: 'empty' },
    },
  })
  await kiosk.nodes(2, { group: 'behind', version: '1.0.0' }).checkIn()
  await kiosk.nodes(2, { group: 'done', version: '2.0.0' }).checkIn()
  await kiosk.nodes(3, { group: 'unsupplied', version: '1.0.0' }).checkIn()
  for (const [group, healthy] of [
    ['failing', 3],
    ['half-failing', 1],
  ] as const) {
    await kiosk.nodes(healthy, { group, version: '2.0.0' }).checkIn()
    const broken = kiosk.node({ group, version: '1.0.0' })
    await broken.checkIn()
    await broken.fail()
  }
  await page.goto(`/?application=${kiosk.id}`)
  await expect
    .poll(() => groupNames(page, kiosk.name))
    .toEqual(['half-failing', 'failing', 'unsupplied', 'behind', 'done'])
  const reasons = page.getByRole('list', { name: 'What to know about failing' })
  await expect(reasons.getByRole('listitem')).toHaveText([
    '1 node failed to update (25%)',
    '1 node below the target (25%)',
  ])
  await expect(reasons.getByRole('link').first()).toHaveAttribute(
    'href',
    `/nodes?newer=1d&application=${kiosk.id}&group=${kiosk.group('failing').id}&status=error`,
  )
  await expect(page.getByRole('list', { name: 'What to know about done' })).toBeHidden()

  await page.getByRole('combobox', { name: 'State' }).selectOption('Needs attention')
  await expect.poll(() => groupNames(page, kiosk.name)).toEqual(['half-failing', 'failing', 'unsupplied'])
  await page.getByRole('combobox', { name: 'State' }).selectOption('No package')
  await expect.poll(() => groupNames(page, kiosk.name)).toEqual(['unsupplied'])
  await expect(page).toHaveURL(/state=no-package/)
  await page.reload()
  await expect.poll(() => groupNames(page, kiosk.name)).toEqual(['unsupplied'])
})

test('the arch filter finds the arm64 group that safe mode holds', async ({ world, page }) => {
  needsPlatteServer()
  const kiosk = await world.application({
    channels: { stable: '2.0.0', 'stable-arm64': '2.0.0' },
    arm64: ['stable-arm64'],
    groups: {
      'amd64-shops': { channel: 'stable' },
      'arm64-shops': {
        channel: 'stable-arm64',
        policy: SENSITIVE_SAFE_MODE,
      },
    },
  })
  await kiosk.nodes(3, { group: 'amd64-shops', version: '1.0.0' }).checkIn()
  await kiosk.nodes(1, { group: 'arm64-shops', version: '1.0.0' }).checkIn()
  const next = kiosk.node({ group: 'arm64-shops', version: '1.0.0' })
  await waitForSafeMode(next)

  await page.goto('/')
  await page.getByRole('combobox', { name: 'Arch' }).selectOption('arm64')
  const row = await expectTableRow(fleetTable(page), {
    Group: `arm64-shops of ${kiosk.name}`,
    State:
      /Held by safe mode.*Stopped .*: 1 update timed out, the limit is 1; 1 node still (in progress|timed out)/,
  })
  await expect(fleetTable(page).getByRole('row').filter({ hasText: 'amd64-shops' })).toBeHidden()
  await row.getByRole('link', { name: 'arm64-shops', exact: true }).click()
  await expect(page.getByText('Safe mode switched updates off')).toBeVisible()
})

test('the compact view shows one line per group', async ({ world, page }) => {
  const kiosk = await kioskWithOneGroup(world)
  await kiosk.nodes(2, { group: 'canary', version: '1.0.0' }).checkIn()
  await page.goto('/')
  await page.getByRole('button', { name: 'Compact' }).click()
  await expect(page).toHaveURL(/view=compact/)
  await expectTableRow(fleetTable(page), {
    Group: `canary of ${kiosk.name}`,
    State: /Rolling out.*Behind 2/,
  })
  await expect(page.getByRole('list', { name: 'Versions of canary' })).toBeHidden()
  await expectNoAxeViolations(page)
})
