import { MINUTE_MS } from '#contract/time-units.ts'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import { expectNoHorizontalOverflow } from './testing/expect-no-horizontal-overflow.ts'
import { expectTableRow, readTable } from './testing/expect-table-row.ts'
import type { World } from './world/world.ts'

/** Four nodes at the target, and three below it: downloaded, downloading and failed. */
async function kioskInRollout(world: World) {
  const kiosk = await world.application({
    channels: { stable: '2.0.0' },
    groups: { canary: { channel: 'stable' } },
  })
  await kiosk.nodes(4, { group: 'canary', version: '2.0.0' }).checkIn()
  const below = (alias: string) => kiosk.node({ group: 'canary', version: '1.0.0', alias })
  const [door, desk, hall] = [below('front-door'), below('desk'), below('hall')]
  await Promise.all([door.checkIn(), desk.checkIn(), hall.checkIn()])
  await door.download()
  await desk.startDownload()
  await hall.fail({ code: 9 })
  return kiosk
}

const nodes = (page: Page) => page.getByRole('table', { name: 'Nodes of canary' })
const statuses = (page: Page) => page.getByRole('table', { name: 'Statuses of canary' })
const nodesInPanel = (page: Page) => page.getByRole('region', { name: 'Nodes' })

test('shows the progress of the rollout, the statuses and the versions', async ({ world, page }) => {
  const kiosk = await kioskInRollout(world)
  await page.goto(kiosk.group('canary').path)
  await expect(page).toHaveTitle(`canary, ${kiosk.name} · Platte`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('canary')
  await expect(page.getByText('57.1% run 2.0.0 or newer, 4 of 7 nodes')).toBeVisible()
  await expectTableRow(statuses(page), { Status: 'Downloading', Nodes: 1 })
  await expectTableRow(statuses(page), { Status: 'Downloaded', Nodes: 1, Share: '14.3%' })
  await expectTableRow(statuses(page), { Status: 'Error', Nodes: 1 })
  await expectTableRow(statuses(page), { Status: 'Complete', Nodes: 4 })
  const versions = page.getByRole('table', { name: 'Versions of canary, newest first' })
  await expectTableRow(versions, { Version: '2.0.0 target', Nodes: 4, Share: '57.1%' })
  await expectTableRow(versions, { Version: '1.0.0 a major version behind', Nodes: 3 })
})

test('summarizes the policy in one sentence with a link to edit it', async ({ world, page }) => {
  const kiosk = await world.application({
    channels: { stable: '2.0.0' },
    groups: {
      canary: {
        channel: 'stable',
        policy: {
          policy_max_updates_per_period: 20,
          policy_office_hours: true,
          policy_timezone: 'Europe/Berlin',
        },
      },
    },
  })
  await page.goto(kiosk.group('canary').path)
  const policy = page.getByRole('region', { name: 'Update policy' })
  await expect(policy).toContainText(
    'At most 20 nodes per 15 minutes and 20 at once, Monday to Friday 9–17 Europe/Berlin; an update may take 60 minutes.',
  )
  await policy.getByRole('link', { name: 'Edit policy' }).click()
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

test('a count links to the nodes it counts', async ({ world, page }) => {
  const kiosk = await kioskInRollout(world)
  await page.goto(kiosk.group('canary').path)
  await page.getByRole('link', { name: '1: Downloaded, list them' }).click()
  await expectTableRow(nodes(page), { Node: 'front-door', Version: '1.0.0', Status: 'update to 2.0.0' })
  await expect(nodesInPanel(page).getByText('1–1 of 1 node')).toBeVisible()
  await expect(page).toHaveURL(/status=downloaded/)
  await page.getByRole('link', { name: '4 with 2.0.0, list them' }).click()
  await expect(nodesInPanel(page).getByText('1–4 of 4 nodes')).toBeVisible()
})

test('a search waits for a pause in typing, and search and filter do not undo each other', async ({
  world,
  page,
}) => {
  const kiosk = await kioskInRollout(world)
  await page.clock.install()
  await page.goto(kiosk.group('canary').path)
  await expect(nodesInPanel(page).getByText('1–7 of 7 nodes')).toBeVisible()
  const searches: string[] = []
  page.on('request', (request) => {
    const search = new URL(request.url()).searchParams.get('searchValue')
    if (search !== null) searches.push(search)
  })
  await page.clock.pauseAt(Date.now() + MINUTE_MS)
  const search = page.getByRole('searchbox', { name: 'Search nodes' })
  await search.pressSequentially('front-door')
  await page.getByRole('combobox', { name: 'Status' }).selectOption('Downloaded')
  await expect(page).toHaveURL(/status=downloaded/)
  expect(searches).toEqual([])
  await page.clock.resume()
  await expect(page).toHaveURL(/search=front-door/)
  await expect(page).toHaveURL(/status=downloaded/)
  await expect(nodesInPanel(page).getByText('1–1 of 1 node')).toBeVisible()
  await expect(search).toHaveValue('front-door')
  expect(new Set(searches)).toEqual(new Set(['front-door']))
})

test('a search without results offers to clear each filter', async ({ world, page }) => {
  const kiosk = await kioskInRollout(world)
  await page.goto(`${kiosk.group('canary').path}?search=front&in=alias&status=complete`)
  await expect(page.getByText('No nodes match these filters')).toBeVisible()
  await page.getByRole('button', { name: 'Clear status “Complete”' }).click()
  await expectTableRow(nodes(page), { Node: 'front-door', Status: 'Downloaded' })
  await expect(page.getByRole('searchbox', { name: 'Search nodes' })).toHaveValue('front')
})

test('the page and the sort of the node list are in the URL', async ({ world, page }) => {
  const kiosk = await world.application({
    channels: { stable: '2.0.0' },
    groups: { canary: { channel: 'stable' } },
  })
  await kiosk.nodes(27, { group: 'canary', version: '2.0.0', alias: 'kiosk' }).checkIn()
  await page.goto(kiosk.group('canary').path)
  await nodes(page).getByRole('button', { name: 'Node' }).click()
  await expect.poll(async () => (await readTable(nodes(page)))[0]?.['Node']).toMatch(/^kiosk-1\b/)
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(nodesInPanel(page).getByText('26–27 of 27 nodes')).toBeVisible()
  await expectTableRow(nodes(page), { Node: /^kiosk-9\b/ })
  await page.reload()
  await expect(nodesInPanel(page).getByText('26–27 of 27 nodes')).toBeVisible()
  await page.getByRole('combobox', { name: 'Seen within' }).selectOption('Seen in the last hour')
  await expect(nodesInPanel(page).getByText('1–25 of 27 nodes')).toBeVisible()
  await expect(nodes(page).getByRole('columnheader', { name: 'Node' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  )
})

test('a page past the end of the list links to the last page', async ({ world, page }) => {
  const kiosk = await kioskInRollout(world)
  await page.goto(`${kiosk.group('canary').path}?page=9`)
  await page.getByRole('button', { name: 'Go to page 1' }).click()
  await expect(nodesInPanel(page).getByText('1–7 of 7 nodes')).toBeVisible()
})

test('timelines load when they become visible, and can be shown as tables', async ({ world, page }) => {
  const kiosk = await kioskInRollout(world)
  const requested: string[] = []
  page.on('request', (request) => requested.push(new URL(request.url()).pathname))
  const timelines = () => requested.filter((path) => path.endsWith('_timeline'))
  await page.goto(kiosk.group('canary').path)
  await expect(nodesInPanel(page).getByText('1–7 of 7 nodes')).toBeVisible()
  expect(timelines()).toEqual([])
  const versions = page.getByRole('figure', { name: 'Versions of canary over time' })
  await page.getByRole('region', { name: 'Statuses over time' }).scrollIntoViewIfNeeded()
  await expect(versions.getByRole('list', { name: 'Legend' })).toContainText('2.0.0')
  await versions.getByText('Show as a table').click()
  await expectTableRow(versions.getByRole('table'), { '2.0.0': 4, '1.0.0': 3 })
  await page.getByText('30 days', { exact: true }).click()
  await expect(page).toHaveURL(/range=30d/)
  await expect(page.getByText(/one point every (3 days|6 h)/)).toBeVisible()
  expect(timelines()).toHaveLength(4)
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
  await expect(nodesInPanel(page).getByText('1–7 of 7 nodes')).toBeVisible()
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
  await expectTableRow(statuses(page), { Status: 'Complete', Nodes: 4 })
  await expectTableRow(nodes(page), { Node: 'front-door' })
})

test.describe('when something fails', () => {
  test.use({ allowFailedLoads: true })

  test('a failed panel affects no other and can be retried', async ({ world, page }) => {
    const kiosk = await kioskInRollout(world)
    await page.route('**/instances_stats?*', (route) => route.abort())
    await page.goto(kiosk.group('canary').path)
    const rollout = page.getByRole('region', { name: 'Rollout' })
    await expect(rollout.getByRole('alert')).toContainText('Failed to load', { timeout: 20_000 })
    await expectTableRow(nodes(page), { Node: 'front-door' })
    await page.unroute('**/instances_stats?*')
    await rollout.getByRole('button', { name: 'Retry' }).click()
    await expectTableRow(statuses(page), { Status: 'Complete', Nodes: 4 })
  })

  test('an unknown group shows a page that links to the fleet', async ({ world, page }) => {
    const kiosk = await kioskInRollout(world)
    const { path, id } = kiosk.group('canary')
    for (const other of ['00000000-0000-4000-8000-000000000000', 'nonsense']) {
      await page.goto(path.replace(id, other))
      await expect(page.getByRole('heading', { name: 'Group not found' })).toBeVisible()
    }
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
    await page.getByRole('region', { name: 'Statuses over time' }).scrollIntoViewIfNeeded()
    await expect(page.getByRole('figure', { name: 'Statuses of canary over time' })).toBeVisible()
    await expectNoHorizontalOverflow(page)
    await expectNoAxeViolations(page)
  })
}
