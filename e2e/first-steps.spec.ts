import { expect, needsPlatteServer, test } from './fixtures.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import { expectNoHorizontalOverflow } from './testing/expect-no-horizontal-overflow.ts'
import { fleetTable } from './testing/fleet-table.ts'
import { kioskWithOneGroup } from './testing/kiosk.ts'

// In front of another server there may be nodes, and there is no address of ours to join.
needsPlatteServer()

test('a team with a fresh server sees its first node within five minutes', async ({
  world,
  page,
  server,
}) => {
  const kiosk = await kioskWithOneGroup(world)
  await page.goto('/')
  const section = (name: string) => page.getByRole('region', { name, exact: true })
  const release = section('2. Choose the release to start from')
  // A new server has packages of 2019, which nobody should start from.
  await expect(release).toContainText('too old to start from')
  await expect(release.getByRole('link', { name: 'Add a release' })).toBeVisible()
  await expectNoAxeViolations(page)
  const group = kiosk.group('canary')
  await section('1. Choose a group').getByRole('combobox').selectOption(group.id)
  await expect(release).toContainText('Its nodes get 2.0.0')

  const lines = page.getByRole('region', { name: 'update.conf', exact: true })
  await expect(lines.locator('pre')).toHaveText(`SERVER=${server.url}/v1/update/\nGROUP=canary\n`)
  await lines.getByRole('button', { name: 'Copy update.conf' }).click()
  await expect(lines.getByRole('button')).toHaveText(/Copied|Selected/)
  await page.getByText('Butane', { exact: true }).click()
  await expect(page.getByRole('region', { name: 'Butane', exact: true })).toContainText('variant: flatcar')
  const waiting = section('4. See it check in')
  await expect(waiting).toContainText('Waiting for the first node')

  const node = kiosk.node({ group: 'canary', version: '2.0.0', alias: '<b>front</b> door' })
  await node.checkIn()
  await expect(waiting).toContainText('<b>front</b> door has joined: it runs 2.0.0')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoHorizontalOverflow(page)
  await page.getByRole('button', { name: 'Show the fleet' }).click()
  await expect(fleetTable(page).getByRole('link', { name: 'canary', exact: true })).toBeVisible()

  await page.goto(`${group.path}/join`)
  await expect(page.getByRole('status').filter({ hasText: 'has joined' })).toBeVisible()
  await expectNoAxeViolations(page)
  await page.getByRole('link', { name: '<b>front</b> door' }).click()
  await expect(page).toHaveURL(node.path)
})
