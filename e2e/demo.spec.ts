import { expect, needsOurServer } from './fixtures.ts'
import { demoTest as test } from './testing/demo-server.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import { readTable } from './testing/expect-table-row.ts'

needsOurServer()

test('a first start shows a fleet that is simulated, and says so', async ({ page, demo }) => {
  await page.goto(demo.url)
  await expect(page.getByText('Demo: these nodes are simulated')).toBeVisible()
  const groups = page.getByRole('table', { name: 'Groups of the fleet' })
  const states = async () => (await readTable(groups)).map((row) => row['State'])
  for (const state of ['Rolling out', 'Paused', 'Held by safe mode']) {
    await expect.poll(states).toContainEqual(expect.stringContaining(state))
  }
  await expect(page.getByLabel('Totals of the fleet')).toContainText(/Nodes ?(?:1,9\d\d|2,\d\d\d)/)
  await expectNoAxeViolations(page)
})
