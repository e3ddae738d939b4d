import type { Page } from '@playwright/test'
import { expect, needsPlatteServer, test } from './fixtures.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import { expectNoHorizontalOverflow } from './testing/expect-no-horizontal-overflow.ts'
import { expectTableRow, readTable } from './testing/expect-table-row.ts'
import { kioskWithOneGroup } from './testing/kiosk.ts'
import type { World } from './world/world.ts'

const OWN_SERVER_FLAG = 2 ** 28

/** A zone where it is the middle of the night, or the weekend. */
function closedNow() {
  const hour = new Date().getUTCHours()
  const offset = hour < 12 ? `+${hour}` : `-${24 - hour}`
  // Etc/GMT+3 is three hours behind UTC.
  return { policy_office_hours: true, policy_timezone: hour === 0 ? 'Etc/GMT' : `Etc/GMT${offset}` }
}

const canary = (world: World) => kioskWithOneGroup(world)

const updates = (page: Page) => page.getByRole('table', { name: 'Updates', exact: true })

test('a node’s page shows its facts and its updates, newest first, beside the pauses of its group', async ({
  world,
  page,
  upstream,
  hasAuditLog,
}) => {
  const kiosk = await canary(world)
  const node = kiosk.node({ group: 'canary', version: '1.0.0', alias: 'front-door', oem: 'qemu' })
  await node.update()
  await kiosk.group('canary').pause()
  await page.goto(node.path)
  await expect(page).toHaveTitle('front-door · Platte')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('front-door')
  await expect(page.getByRole('navigation', { name: 'Breadcrumbs' })).toContainText('front-door')
  const facts = page.getByRole('region', { name: 'Facts' })
  // Of Nebraska's servers, only main reports OEMs.
  const oem = upstream === null ? 'OEMqemu' : /OEM(?:qemu|not reported)/
  for (const fact of [node.id, oem, '2.0.0', 'canary']) await expect(facts).toContainText(fact)
  await expect(page.getByText('Up to date', { exact: true })).toBeVisible()
  await expectTableRow(updates(page), { Update: '→ 2.0.0', Result: 'Complete' })
  await expect(page.getByText('1 update, 5 status changes in total')).toBeVisible()
  await page.getByRole('switch', { name: 'Each status change' }).click({ force: true })
  await expect
    .poll(async () =>
      (await readTable(page.getByRole('table', { name: 'Status changes' }))).map((row) => row['Status']),
    )
    .toEqual(['Complete', 'Installed', 'Downloaded', 'Downloading', 'Granted'])
  await page.reload()
  await expect(page.getByRole('table', { name: 'Status changes' })).toBeVisible()
  if (hasAuditLog) {
    await page.getByRole('link', { name: /^canary paused by .+, without a reason, / }).press('Enter')
    await expect(page.getByRole('list', { name: 'Entries of the audit log' })).toContainText(
      'switched updates off',
    )
    await page.goBack()
  }
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
  for (const Result of [
    'The download broke off.',
    'reaches the address of the package',
    'DownloadTransferError, error 9 (sent as 268435465); the node uses this update server, not Flatcar’s public one.',
  ])
    await expectTableRow(updates(page), { Result })
})

test('a long history loads as the reader scrolls', async ({ world, page }) => {
  const kiosk = await canary(world)
  const node = kiosk.node({ group: 'canary', version: '1.0.0' })
  for (let failures = 0; failures < 8; failures += 1) {
    await node.checkIn()
    await node.startDownload()
    await node.fail()
  }
  await page.goto(`${node.path}?entries=12`)
  // Its end is below the window, and moves down as older updates load.
  await expect(async () => {
    await page.getByText(/updates, \d+ status changes/).scrollIntoViewIfNeeded()
    await expect(page.getByText('8 updates, 24 status changes in total')).toBeVisible({ timeout: 1000 })
  }).toPass()
  await expect(page.getByText(/^The last 8 updates of this node failed/)).toBeVisible()
})

test('an operator learns that a node waits for a slot, why, and what else it must pass', async ({
  world,
  page,
}) => {
  // A Nebraska fails on the history of a node that was never granted an update, and reports no counts.
  needsPlatteServer()
  const kiosk = await kioskWithOneGroup(world, { policy_max_updates_per_period: 1 })
  await kiosk.node({ group: 'canary', version: '1.0.0' }).checkIn()
  const second = kiosk.node({ group: 'canary', version: '1.0.0' })
  await second.checkIn()
  await page.goto(second.path)
  const why = page.getByRole('region', { name: 'Why this node is updating or not' })
  await expect(why).toContainText('Waits for a free slot 1 of 1 update granted in the last 15 minutes.')
  await why.getByRole('button', { name: 'Why?' }).click()
  const gates = why.getByRole('list', { name: 'Gates of the decision, in their order' })
  await expect(
    gates.getByRole('listitem').filter({ hasText: 'The period’s limit is not reached' }),
  ).toContainText('No')
  await expectTableRow(updates(page), { Update: '→ 2.0.0', Result: 'Waiting' })
  await expectNoAxeViolations(page)
})

test('an operator learns that a node waits for office hours and when they begin', async ({ world, page }) => {
  const kiosk = await kioskWithOneGroup(world, closedNow())
  const node = kiosk.node({ group: 'canary', version: '1.0.0' })
  await node.checkIn()
  await page.goto(node.path)
  await expect(page.getByRole('region', { name: 'Why this node is updating or not' })).toContainText(
    /Waits for office hours .* Office hours begin (?:Mon|Tues|Wednes|Thurs|Fri)day 09:00 there \(/,
  )
})

test('a node passes a floor on its way', async ({ world, page }) => {
  const kiosk = await world.application({
    channels: { stable: '2.0.0' },
    groups: { canary: { channel: 'stable' } },
    packages: ['1.5.0'],
  })
  test.skip(!(await kiosk.hasFloors('stable')), 'This release has no floors.')
  await kiosk.addFloor('stable', '1.5.0', 'new boot loader')
  const node = kiosk.node({ group: 'canary', version: '1.0.0' })
  await node.checkIn()
  await page.goto(node.path)
  const why = page.getByRole('region', { name: 'Why this node is updating or not' })
  await expect(why).toContainText('a floor on its way to 2.0.0')
  await why.getByRole('button', { name: 'Why?' }).click()
  await expect(why.getByRole('list', { name: 'Path to the target' }).getByRole('listitem')).toHaveText([
    /^1\.0\.0 now$/,
    /^1\.5\.0 floor: new boot loader$/,
    /^2\.0\.0 target$/,
  ])
  await node.download()
  await node.install()
  await node.reboot()
  await page.reload()
  await expectTableRow(updates(page), { Update: '→ 1.5.0 floor', Result: 'Complete' })
})

test('a node that boots back into the old version is found', async ({ world, page, upstream }) => {
  const kiosk = await canary(world)
  const node = kiosk.node({ group: 'canary', version: '1.0.0', alias: 'bouncer' })
  for (let times = 0; times < 3; times += 1) {
    await node.checkIn()
    await node.download()
    await node.bootBack()
  }
  await page.goto(node.path)
  // A Nebraska believes the success of the last one until the node checks in again.
  await expect(page.getByText(/^The (?:last 3|2) updates of this node .*were rolled back/)).toBeVisible()
  await expectTableRow(updates(page), { Update: '→ 2.0.0', Result: 'Rolled back' })
  await expect(page.getByText(/^Rolled back [23] times$/)).toBeVisible()
  await page
    .getByRole('toolbar', { name: 'Failed updates and pauses over time' })
    .getByRole('button')
    .first()
    .press('Enter')
  await expect(page.locator(':focus')).toHaveText('Rolled back')

  await page.goto(kiosk.group('canary').path)
  const notice = page.getByText(/1 node was rolled back to the old version after an update/)
  await expect(notice).toContainText(/bouncer: update to 2\.0\.0, [23] times: rolled back/)
  await notice.getByRole('link', { name: 'bouncer' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('bouncer')
  if (upstream === null) {
    await page.goto('/')
    // The fleet's sentence leads to the notice below all groups.
    await page.getByRole('link', { name: /^\d+ nodes? (?:was|were) rolled back/u }).click()
    await expect(page.locator(':focus')).toContainText('bouncer')
    const reasons = page.getByRole('list', { name: 'What to know about canary' })
    await reasons.getByText('1 node rolled back or failing again and again, 3 times so far').click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('canary')
  }
})

test('a node’s page reads the API with at most three requests', async ({ world, page }) => {
  const kiosk = await canary(world)
  const node = kiosk.node({ group: 'canary', version: '1.0.0' })
  await node.checkIn()
  const requests = new Set<string>()
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url())
    if (pathname.startsWith('/api/') && pathname !== '/api/apps') requests.add(pathname + search)
  })
  await page.goto(node.path)
  await expectTableRow(updates(page), { Result: 'In progress' })
  await expect(page.getByRole('region', { name: 'Facts' })).toContainText(node.id)
  // The node, the floors of its channel, and whether the server has floors.
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

  test('of an unknown application is not found as a whole', async ({ world, page }) => {
    const kiosk = await canary(world)
    const { path } = kiosk.node({ group: 'canary', version: '1.0.0' })
    await page.goto(path.replace(kiosk.id, '00000000-0000-4000-8000-000000000000'))
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Application not found')
    await expect(page.getByRole('button', { name: /^(?:Retry|Add an alias)/ })).toHaveCount(0)
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
    await expect(updates(page)).toBeVisible()
    await expectNoHorizontalOverflow(page)
    await expectNoAxeViolations(page)
  })
}
