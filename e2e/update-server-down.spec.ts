import type { Page } from '@playwright/test'
import { expect, test as base } from './fixtures.ts'
import { expectTableRow } from './testing/expect-table-row.ts'
import { startOurServer } from './testing/our-server.ts'
import { type Relay, startRelay } from './testing/relay.ts'

const silence = (page: Page) => page.getByRole('main').getByText('The update server has not answered since')

/** Our process in front of another server, by a wire that can be cut. */
const test = base.extend<{ wire: Relay; dashboard: string }>({
  wire: async ({ server }, lend) => {
    const wire = await startRelay(server.url)
    await lend(wire)
    await wire.stop()
  },
  dashboard: async ({ wire }, lend) => {
    const front = await startOurServer(wire.url)
    await lend(front.url)
    await front.stop()
  },
})

test.use({ toleratesFailedLoads: true })

test('an update server that goes down and comes back is told, and the page goes on by itself', async ({
  world,
  page,
  wire,
  dashboard,
}) => {
  const kiosk = await world.application({
    channels: { stable: '2.0.0' },
    groups: { canary: { channel: 'stable' } },
  })
  const groups = page.getByRole('table', { name: 'Groups of the fleet' })
  await page.clock.install()
  await page.goto(dashboard)
  await expectTableRow(groups, { Application: kiosk.name, Nodes: 0 })

  wire.cut()
  await page.clock.runFor('01:10')
  await expect(silence(page)).toBeVisible()
  await expectTableRow(groups, { Application: kiosk.name, Nodes: 0 })

  wire.mend()
  await kiosk.nodes(2, { group: 'canary', version: '2.0.0' }).checkIn()
  await page.clock.runFor('01:10')
  await expect(silence(page)).toBeHidden()
  await expectTableRow(groups, { Application: kiosk.name, Nodes: 2 })
})

test('a dashboard that is opened while the update server is down says so, and goes on once it is up', async ({
  page,
  wire,
  dashboard,
}) => {
  wire.cut()
  await page.clock.install()
  await page.goto(dashboard)
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toHaveText('The update server does not answer')
  wire.mend()
  await page.clock.runFor('00:30')
  await expect(heading).toHaveText('Fleet')
})
