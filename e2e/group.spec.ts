import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import { expectNoHorizontalOverflow } from './testing/expect-no-horizontal-overflow.ts'
import { expectTableRow } from './testing/expect-table-row.ts'
import { kioskWithOneGroup } from './testing/kiosk.ts'
import type { World } from './world/world.ts'

/** Four nodes at the target, and three below it: downloaded, downloading and failed. */
async function kioskInRollout(world: World) {
  const kiosk = await kioskWithOneGroup(world)
  await kiosk.nodes(4, { group: 'canary', version: '2.0.0' }).checkIn()
  const below = (alias: string) => kiosk.node({ group: 'canary', version: '1.0.0', alias })
  const [door, desk, hall] = [below('front-door'), below('desk'), below('hall')]
  await Promise.all([door.checkIn(), desk.checkIn(), hall.checkIn()])
  await door.download()
  await desk.startDownload()
  await hall.fail({ code: 9 })
  return kiosk
}

const nodes = (page: Page) => page.getByRole('table', { name: 'Nodes', exact: true })
const nodesFound = (page: Page) => page.getByRole('region', { name: 'Nodes found' })
const statuses = (page: Page) => page.getByRole('table', { name: 'Nodes of canary by status' })
const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Views of canary' }).getByRole('link', { name })

test('shows the progress of the rollout, the statuses and the versions', async ({ world, page }) => {
  const kiosk = await kioskInRollout(world)
  await page.goto(kiosk.group('canary').path)
  await expect(page).toHaveTitle('57.1% · canary · Platte')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('canary')
  await expect(page.getByText('57.1% run 2.0.0 or newer, 4 of 7 nodes')).toBeVisible()
  await expectTableRow(statuses(page), { Status: /^Downloading/, Nodes: 1 })
  await expectTableRow(statuses(page), { Status: /^Downloaded/, Nodes: 1, Share: '14.3%' })
  await expectTableRow(statuses(page), { Status: /^Error/, Nodes: 1 })
  await expectTableRow(statuses(page), { Status: /^Complete/, Nodes: 4 })
  const versions = page.getByRole('table', { name: 'Versions of canary, newest first' })
  await expectTableRow(versions, { Version: '2.0.0 target', Nodes: 4, Share: '57.1%' })
  await expectTableRow(versions, { Version: '1.0.0 a major version behind', Nodes: 3 })
})

test('summarizes the policy in one sentence with a link to edit it', async ({ world, page }) => {
  const kiosk = await kioskWithOneGroup(world, {
    policy_max_updates_per_period: 20,
    policy_office_hours: true,
    policy_timezone: 'Europe/Berlin',
  })
  await page.goto(kiosk.group('canary').path)
  const policy = page.getByRole('region', { name: 'Update policy' })
  await expect(policy).toContainText(
    'At most 20 nodes per 15 minutes and 20 at once, Monday to Friday 9–17 Europe/Berlin; an update may take 60 minutes.',
  )
  await page.getByRole('link', { name: 'Edit policy' }).click()
  await expect(page).toHaveURL(/\/edit$/)
})

test('reports that a group is paused, and that it is rolling out once it is resumed', async ({
  world,
  page,
}) => {
  const kiosk = await kioskInRollout(world)
  await kiosk.group('canary').pause()
  await page.goto(kiosk.group('canary').path)
  await expect(page.getByText('no node is granted an update')).toBeVisible()
  await expect(page.getByText(/^Updates are off. Once they are on:/)).toBeVisible()
  await kiosk.group('canary').resume()
  await page.reload()
  await expect(page.getByText('Rolling out')).toBeVisible()
})

test('a count links to the nodes it counts, in the explorer with the group chosen', async ({
  world,
  page,
}) => {
  const kiosk = await kioskInRollout(world)
  await page.goto(kiosk.group('canary').path)
  await page.getByRole('link', { name: '1: Downloaded, list them' }).click()
  await expect(page).toHaveURL(/\/nodes\?newer=1d&status=downloaded$/)
  await expectTableRow(nodes(page), { Node: 'front-door', Version: '1.0.0', Status: 'update to 2.0.0' })
  await expect(nodesFound(page)).toContainText('1 node')
  await tab(page, 'Overview').click()
  await page.getByRole('link', { name: '4 with 2.0.0, list them' }).click()
  await expect(nodesFound(page)).toContainText('4 nodes')
  await page.getByRole('searchbox', { name: 'Search nodes' }).fill('front-door')
  await expect(page.getByText('No nodes match these filters')).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: 'Clear filters' }).first().click()
  await expect(nodesFound(page)).toContainText('7 nodes')
  await expect(page.getByRole('button', { name: 'Application' })).toHaveCount(0)
})

test('the tabs are pages with one heading, from which a group is paused', async ({ world, page }) => {
  const kiosk = await kioskInRollout(world)
  const { path } = kiosk.group('canary')
  await page.goto(path)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('canary')
  for (const [name, url, text] of [
    ['Rollout', '/rollout', 'Blocked by'],
    ['Nodes', '/nodes', 'Nodes found'],
    ['Policy', '/edit', 'Effect'],
    ['History', '/history', 'Statuses over time'],
  ] as const) {
    await tab(page, name).click()
    await expect(page).toHaveURL(path + url)
    await expect(tab(page, name)).toBeFocused()
    await expect(tab(page, name)).toHaveAttribute('aria-current', 'page')
    await expect(page).toHaveTitle(`57.1% · ${name} · canary · Platte`)
    await expect(page.getByRole('region', { name: text })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible()
  }
  await page.reload()
  await expect(tab(page, 'History')).toHaveAttribute('aria-current', 'page')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('canary')
})

test('timelines load when they become visible, and can be shown as tables', async ({
  world,
  page,
  upstream,
}) => {
  const kiosk = await kioskInRollout(world)
  const requested = new Set<string>()
  page.on('request', (request) => requested.add(request.url()))
  // Once each, however often it is read again meanwhile.
  const timelines = () => [...requested].filter((url) => url.includes('_timeline?'))
  await page.setViewportSize({ width: 1280, height: 500 })
  await page.goto(kiosk.group('canary').path)
  await expectTableRow(statuses(page), { Status: /^Complete/, Nodes: 4 })
  expect(timelines()).toEqual([])
  await tab(page, 'History').click()
  const versions = page.getByRole('figure', { name: 'Versions of canary over time' })
  await page.getByRole('region', { name: 'Statuses over time' }).scrollIntoViewIfNeeded()
  await expect(versions.getByRole('list', { name: 'Legend' })).toContainText('2.0.0')
  await versions.getByText('Show as a table').click()
  await expectTableRow(versions.getByRole('table'), { '2.0.0': 4, '1.0.0': 3 })
  await page.getByText('30 days', { exact: true }).click()
  await expect(page).toHaveURL(/range=30d/)
  await expect(page.getByText(/one point every (3 days|6\sh)/)).toBeVisible()
  // What ran when is read from a Nebraska for the longest window only.
  expect(timelines()).toHaveLength(upstream === null ? 4 : 3)
})

test('sends at most six API requests before the reader scrolls or opens anything', async ({
  world,
  page,
}) => {
  const kiosk = await kioskInRollout(world)
  const requested = new Set<string>()
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url())
    if (pathname.startsWith('/api/') && pathname !== '/api/apps') requested.add(pathname + search)
  })
  await page.goto(kiosk.group('canary').path)
  await expectTableRow(statuses(page), { Status: /^Complete/, Nodes: 4 })
  await expect(page.getByText('No silent nodes')).toBeVisible()
  expect(requested.size).toBeLessThanOrEqual(6)
})

test('the group and its panels load without waiting for the list of applications', async ({
  world,
  page,
}) => {
  const kiosk = await kioskInRollout(world)
  await page.route(
    ({ pathname }) => pathname === '/api/apps',
    () => undefined,
  )
  await page.goto(kiosk.group('canary').path)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('canary')
  await expectTableRow(statuses(page), { Status: /^Complete/, Nodes: 4 })
})

test.describe('when something fails', () => {
  test.use({ allowFailedLoads: true })

  test('a failed panel affects no other and can be retried', async ({ world, page }) => {
    const kiosk = await kioskInRollout(world)
    await page.route('**/instances_stats?*', (route) => route.abort())
    await page.goto(kiosk.group('canary').path)
    const panel = page.getByRole('region', { name: 'Nodes by status' })
    await expect(panel.getByRole('alert')).toContainText('Failed to load', { timeout: 20_000 })
    await expect(page.getByText('57.1% run 2.0.0 or newer')).toBeVisible()
    await page.unroute('**/instances_stats?*')
    await panel.getByRole('button', { name: 'Retry' }).click()
    await expectTableRow(statuses(page), { Status: /^Complete/, Nodes: 4 })
  })

  test('an unknown group shows a page that links to the fleet', async ({ world, page }) => {
    const kiosk = await kioskInRollout(world)
    const { path, id } = kiosk.group('canary')
    for (const other of ['00000000-0000-4000-8000-000000000000', 'nonsense']) {
      await page.goto(path.replace(id, other))
      await expect(page.getByRole('heading', { name: 'Group not found' })).toBeVisible()
    }
    await page.goto(path.replace(kiosk.id, '00000000-0000-4000-8000-000000000000'))
    await expect(page.getByRole('heading', { name: 'Application not found' })).toBeVisible()
    await page.getByRole('main').getByRole('link', { name: 'Go to the fleet' }).click()
    await expect(page).toHaveURL('/')
  })
})

for (const { device, viewport } of [
  { device: 'phone', viewport: { width: 390, height: 844 } },
  { device: 'desk', viewport: { width: 1280, height: 900 } },
]) {
  test(`the page fits a ${device}, and axe finds nothing`, async ({ world, page }) => {
    const kiosk = await kioskInRollout(world)
    await page.setViewportSize(viewport)
    await page.goto(kiosk.group('canary').path)
    await page.getByRole('region', { name: 'Versions over time' }).scrollIntoViewIfNeeded()
    await expect(page.getByRole('figure', { name: 'Versions of canary over time' })).toBeVisible()
    await expectNoHorizontalOverflow(page)
    await expectNoAxeViolations(page)
    await tab(page, 'History').click()
    await page.getByRole('region', { name: 'Statuses over time' }).scrollIntoViewIfNeeded()
    await expect(page.getByRole('figure', { name: 'Statuses of canary over time' })).toBeVisible()
    await expectNoHorizontalOverflow(page)
    await expectNoAxeViolations(page)
  })
}

test.describe('a group that cannot be read', () => {
  test.use({ allowFailedLoads: true })

  test('is said to have failed to load also while it is read again', async ({ world, page }) => {
    const kiosk = await kioskWithOneGroup(world)
    const canary = kiosk.group('canary')
    // The list of applications has the group too.
    const path = new RegExp(`/api/apps(?:\\?|/[^/]+/groups/${canary.id}$)`, 'u')
    await page.route(path, (route) =>
      route.fulfill({ status: 500, json: { error: 'internal', message: 'The disk is full.' } }),
    )
    await page.clock.install()
    await page.goto(canary.path)
    await page.clock.runFor('00:05')
    const failure = page.getByRole('alert').filter({ hasText: 'Failed to load the group' })
    await expect(failure).toContainText('The disk is full.')
    await page.unroute(path)
    // This one is not answered.
    await page.route(path, () => {})
    const again = page.waitForRequest(new RegExp(`${canary.id}$`, 'u'))
    await page.clock.runFor('00:11')
    await again
    await expect(failure).toContainText('The disk is full.')
  })
})
