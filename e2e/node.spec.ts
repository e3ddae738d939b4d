import type { Page } from '@playwright/test'
import { expect, needsPlatteServer, test } from './fixtures.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import { expectNoHorizontalOverflow } from './testing/expect-no-horizontal-overflow.ts'
import { expectTableRow, readTable } from './testing/expect-table-row.ts'
import type { World } from './world/world.ts'

const OWN_SERVER_FLAG = 2 ** 28

const canary = (world: World) =>
  world.application({ channels: { stable: '2.0.0' }, groups: { canary: { channel: 'stable' } } })

const history = (page: Page) => page.getByRole('table', { name: 'Update history' })

test('a node’s page shows its facts and its update history, newest first', async ({
  world,
  page,
  upstream,
}) => {
  const kiosk = await canary(world)
  const node = kiosk.node({ group: 'canary', version: '1.0.0', alias: 'front-door', oem: 'qemu' })
  await node.update()
  await page.goto(node.path)
  await expect(page).toHaveTitle('front-door · Platte')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('front-door')
  const facts = page.getByRole('region', { name: 'Facts' })
  // Of Nebraska's servers, only main reports OEMs.
  const oem = upstream === null ? 'OEMqemu' : /OEM(?:qemu|not reported)/
  for (const fact of [node.id, oem, '2.0.0', 'The last update is complete, and the node runs it.']) {
    await expect(facts).toContainText(fact)
  }
  await expect
    .poll(async () => (await readTable(history(page))).map((row) => row['Status']))
    .toEqual(['Complete', 'Installed', 'Downloaded', 'Downloading', 'Granted'])
  await expectTableRow(history(page), { Status: 'Complete', 'Update to': '2.0.0', Duration: 'so far' })
  await expect(page.getByText('5 entries in total')).toBeVisible()
  await facts.getByRole('link', { name: 'canary' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('canary')
})

test('an error is explained with a next step and without its flags', async ({ world, page }) => {
  const kiosk = await canary(world)
  const node = kiosk.node({ group: 'canary', version: '1.0.0' })
  await node.checkIn()
  await node.startDownload()
  await node.fail({ code: 9 + OWN_SERVER_FLAG })
  await page.goto(node.path)
  await expectTableRow(history(page), { Status: 'Error', 'What happened': 'The download broke off.' })
  await expectTableRow(history(page), {
    Status: 'Error',
    'What happened': 'reaches the address of the package',
  })
  await expectTableRow(history(page), {
    Status: 'Error',
    'What happened':
      'DownloadTransferError, error 9 (sent as 268435465); the node uses this update server, not Flatcar’s public one.',
  })
})

test('a long history loads more entries on demand', async ({ world, page }) => {
  const kiosk = await canary(world)
  const node = kiosk.node({ group: 'canary', version: '1.0.0' })
  for (let failures = 0; failures < 8; failures += 1) {
    // oxlint-disable-next-line no-await-in-loop -- a node acts in order
    await node.checkIn()
    // oxlint-disable-next-line no-await-in-loop
    await node.startDownload()
    // oxlint-disable-next-line no-await-in-loop
    await node.fail()
  }
  await page.goto(node.path)
  await expect(page.getByText('The newest 20 entries')).toBeVisible()
  await page.getByRole('button', { name: 'Show more' }).click()
  await expect(page.getByText('24 entries in total')).toBeVisible()
  await expect(page.getByText(/^The last 8 updates of this node failed/)).toBeVisible()
  await page.reload()
  await expect(page.getByText('24 entries in total')).toBeVisible()
})

test('the history says that a node was put on hold', async ({ world, page }) => {
  // A Nebraska fails on the history of a node that was never granted an update.
  needsPlatteServer()
  const kiosk = await world.application({
    channels: { stable: '2.0.0' },
    groups: { canary: { channel: 'stable', policy: { policy_max_updates_per_period: 1 } } },
  })
  await kiosk.node({ group: 'canary', version: '1.0.0' }).checkIn()
  const second = kiosk.node({ group: 'canary', version: '1.0.0' })
  await second.checkIn()
  await page.goto(second.path)
  await expectTableRow(history(page), {
    Status: 'On hold',
    'What happened': 'The node checked in and had to wait: the policy’s limit was reached.',
  })
})

test('a node’s page sends at most three requests', async ({ world, page }) => {
  const kiosk = await canary(world)
  const node = kiosk.node({ group: 'canary', version: '1.0.0' })
  await node.checkIn()
  const requests = new Set<string>()
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url())
    if (pathname.startsWith('/api/') && pathname !== '/api/apps') requests.add(pathname + search)
  })
  await page.goto(node.path)
  await expectTableRow(history(page), { Status: 'Granted' })
  await expect(page.getByRole('region', { name: 'Facts' })).toContainText(node.id)
  expect(requests.size).toBeLessThanOrEqual(3)
})

test.describe('an unknown node', () => {
  test.use({ allowFailedLoads: true })

  test('has a page that says so', async ({ world, page }) => {
    const kiosk = await canary(world)
    await page.goto(kiosk.node({ group: 'canary', version: '1.0.0' }).path)
    await expect(page.getByRole('heading', { name: 'Node not found' })).toBeVisible()
    await page.getByRole('main').getByRole('link', { name: 'Go to the group' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('canary')
  })
})

for (const { device, viewport } of [
  { device: 'phone', viewport: { width: 390, height: 844 } },
  { device: 'desktop screen', viewport: { width: 1280, height: 900 } },
]) {
  test(`the page fits a ${device}, and axe finds no violations`, async ({ world, page }) => {
    const kiosk = await canary(world)
    const node = kiosk.node({ group: 'canary', version: '1.0.0', alias: 'front-door' })
    await node.checkIn()
    await node.fail({ code: 5 })
    await page.setViewportSize(viewport)
    await page.goto(node.path)
    await expect(history(page)).toBeVisible()
    await expectNoHorizontalOverflow(page)
    await expectNoAxeViolations(page)
  })
}
