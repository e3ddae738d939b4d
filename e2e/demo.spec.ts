import { expect, needsOurServer, test as base } from './fixtures.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import { readTable } from './testing/expect-table-row.ts'
import { type OurServer, startOurServer } from './testing/our-server.ts'

const test = base.extend<object, { demo: OurServer }>({
  demo: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads which fixtures it needs from here
    async ({}, lend) => {
      const demo = await startOurServer(null, { demo: true })
      await lend(demo)
      await demo.stop()
    },
    { scope: 'worker', timeout: 150_000 },
  ],
})

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
