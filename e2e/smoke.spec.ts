import { expect, test } from './fixtures.ts'
import { expectTableRow } from './testing/expect-table-row.ts'

test('the fleet page lists a group with its nodes', async ({ world, page }) => {
  const kiosk = await world.application({
    channels: { stable: '2.0.0' },
    groups: { canary: { channel: 'stable' } },
  })
  await kiosk.nodes(12, { group: 'canary', version: '2.0.0' }).checkIn()
  await page.goto('/')
  await expect(page).toHaveTitle(/Platte/)
  const groups = page.getByRole('table', { name: 'Groups of the fleet' })
  await expectTableRow(groups, { Application: kiosk.name, Group: 'canary', Nodes: 12 })
})
