import { expect, needsPlatteServer, test } from './fixtures.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import { expectNoHorizontalOverflow } from './testing/expect-no-horizontal-overflow.ts'
import { expectTableRow } from './testing/expect-table-row.ts'
import { kioskWithOneGroup } from './testing/kiosk.ts'

needsPlatteServer()

test('a node that the server refuses is found', async ({ world, page }) => {
  const kiosk = await kioskWithOneGroup(world)
  const node = kiosk.node({ group: 'canary', version: '4.3.2.1', alias: `odd of ${kiosk.name}` })
  await node.checkIn()
  await page.goto('/refused-check-ins')
  const refused = page.getByRole('table', { name: 'Refused check-ins' })
  await expectTableRow(refused, {
    Machine: `odd of ${kiosk.name}ID ${node.id}`,
    'Likely cause': 'The version is not strictly SemVer',
    Sent: kiosk.name,
  })
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoHorizontalOverflow(page)
  await expectNoAxeViolations(page)
  await page.goto('/')
  await page.getByRole('link', { name: 'List refused check-ins' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Refused check-ins')
})
