import { expect, needsPlatteServer, test } from './fixtures.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import { expectTableRow } from './testing/expect-table-row.ts'
import { kioskWithOneGroup } from './testing/kiosk.ts'

test('a failed node’s code leads to its cause and to the eleven others like it', async ({ world, page }) => {
  needsPlatteServer()
  const kiosk = await kioskWithOneGroup(world)
  const door = kiosk.node({ group: 'canary', version: '1.0.0', oem: 'azure', alias: 'front-door' })
  const others = kiosk.nodes(11, { group: 'canary', version: '1.0.0', oem: 'azure' })
  const fine = kiosk.nodes(15, { group: 'canary', version: '1.0.0', oem: 'ami' })
  await door.checkIn()
  await others.checkIn()
  await door.fail({ code: 9 })
  await others.fail({ code: 9 })
  await fine.update()

  await page.goto(`${kiosk.group('canary').path}/nodes?search=front-door&status=error`)
  const nodes = page.getByRole('table', { name: 'Nodes', exact: true })
  await expectTableRow(nodes, { Node: 'front-door', Error: /^Code 9/ })
  await nodes.getByRole('link', { name: 'Code 9' }).click()
  await expect(page).toHaveURL(/error=9/)
  await expect(page.getByRole('region', { name: 'Nodes found' })).toContainText('12 nodes')

  await page.getByRole('button', { name: 'Group by error' }).click()
  const errors = page.getByRole('table', { name: 'Nodes by error' })
  await expect(errors).toContainText('The download broke off.')
  await expect(errors.getByRole('button', { name: '12 nodes with code 9, list them' })).toBeVisible()
  await expectNoAxeViolations(page)

  await page.goto(kiosk.group('canary').path)
  const patterns = page.getByRole('region', { name: 'Failure patterns' })
  await expect(patterns).toContainText('OEM azure: 12 of 12 nodes failed')
  await expect(patterns).toContainText('none of the other 15 nodes did, with code 9: The download broke off.')
  await patterns.getByText('12 failed nodes').click()
  await expect(patterns.getByRole('link', { name: door.id })).toBeVisible()
})
