import type { Page } from '@playwright/test'
import { expect } from './fixtures.ts'
import { expectTableRow } from './testing/expect-table-row.ts'
import { networkLinkTest as test } from './testing/network-link-test.ts'

const silence = (page: Page) => page.getByRole('main').getByText('The update server has not answered since')

test.use({ allowFailedLoads: true })

test('an update server that goes down and comes back is told, and the page goes on by itself', async ({
  world,
  page,
  link,
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

  link.cut()
  await page.clock.runFor('01:10')
  await expect(silence(page)).toBeVisible()
  await expectTableRow(groups, { Application: kiosk.name, Nodes: 0 })

  link.restore()
  await kiosk.nodes(2, { group: 'canary', version: '2.0.0' }).checkIn()
  await page.clock.runFor('01:10')
  await expect(silence(page)).toBeHidden()
  await expectTableRow(groups, { Application: kiosk.name, Nodes: 2 })
})

test('a dashboard that is opened while the update server is down says so, and goes on once it is up', async ({
  page,
  link,
  dashboard,
}) => {
  link.cut()
  await page.clock.install()
  await page.goto(dashboard)
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toHaveText('The update server does not answer')
  link.restore()
  await page.clock.runFor('00:30')
  await expect(heading).toHaveText('Fleet')
})
