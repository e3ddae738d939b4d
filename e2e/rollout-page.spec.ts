import type { Page } from '@playwright/test'
import { HOUR_MS, MINUTE_MS } from '#contract/time-units.ts'
import { rolloutSchema } from '#contract/rollout.ts'
import { expect, needsPlatteServer, test } from './fixtures.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import { expectNoHorizontalOverflow } from './testing/expect-no-horizontal-overflow.ts'
import { expectTableRow } from './testing/expect-table-row.ts'
import { holdRequests } from './testing/hold-requests.ts'
import { kioskWithOneGroup } from './testing/kiosk.ts'
import { moveClocksAhead } from './testing/move-clocks-ahead.ts'
import { recordApiRequests } from './testing/record-requests.ts'
import { serveFromNebraska } from './testing/serve-from-nebraska.ts'
import type { World } from './world/world.ts'

const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const statuses = (page: Page) => page.getByRole('table', { name: 'Nodes of canary by status' })

/** Four nodes at the target, three granted it, as the limit allows (one done, one downloading, one failed), two on hold. */
async function kioskInRollout(world: World) {
  const kiosk = await kioskWithOneGroup(world, { policy_max_updates_per_period: 3 })
  await kiosk.nodes(4, { group: 'canary', version: '2.0.0' }).checkIn()
  const below = (alias: string) => kiosk.node({ group: 'canary', version: '1.0.0', alias })
  const [done, loading, failing] = [below('done'), below('loading'), below('failing')]
  await done.update()
  await loading.checkIn()
  await loading.startDownload()
  await failing.checkIn()
  await failing.fail({ code: 9 })
  await kiosk.nodes(2, { group: 'canary', version: '1.0.0' }).checkIn()
  return kiosk
}

const pathOf = ({ path }: { path: string }) => `${path}/rollout`

test('shows the progress of a rollout and what blocks it, in the server’s own numbers', async ({
  world,
  page,
}) => {
  needsPlatteServer()
  const kiosk = await kioskInRollout(world)
  const { id } = kiosk.group('canary')
  await page.goto(pathOf(kiosk.group('canary')))
  await expect(page).toHaveTitle('55.6% · Rollout · canary · Platte')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('canary')

  await expect(panel(page, 'Progress')).toContainText('55.6% run 2.0.0 or newer, 5 of 9 nodes')
  await expect(panel(page, 'Progress')).toContainText('Remaining: 4 nodes.')
  await expect(panel(page, 'Progress')).toContainText('Started')
  const blocker = panel(page, 'Blocked by')
  await expect(blocker).toContainText('The limit is reached')
  // In the last quarter of an hour of a day, that is on the next one.
  await expect(blocker).toContainText(
    /All 3 updates allowed per 15 minutes were granted\. A slot is free again (?:on\s\w{3}\s)?at\s\d\d:\d\d/,
  )

  const failures = page.getByRole('table', { name: 'Failures of canary' })
  await expectTableRow(failures, {
    'What happened': /code 9, DownloadTransferError/,
    Nodes: 1,
    'Failed now': 1,
  })
  const rollout = await world.rest.get(`/platte/rollout?application=${kiosk.id}&group=${id}`, rolloutSchema)
  expect(rollout.counts).toEqual({
    granted_in_last_period: 3,
    in_progress: 1,
    timed_out: 0,
    ended_at_target: 1,
  })
  const pace = panel(page, 'Pace')
  await expect(pace).toContainText('Granted per 15 minutes3in the latest period, limit 3')
  await expect(pace).toContainText('In progress1at once, limit 3')
  await expect(pace).toContainText('Total in these hours: 3 granted, 1 completed, 1 failed')
})

test('panels beside each other end at the same height', async ({ world, page }) => {
  needsPlatteServer()
  const kiosk = await kioskInRollout(world)
  await page.goto(pathOf(kiosk.group('canary')))
  const bottomOf = async (title: string) => {
    const box = await panel(page, title).boundingBox()
    return box ? Math.round(box.y + box.height) : undefined
  }
  await expect(page.getByRole('table', { name: 'Failures of canary' })).toBeVisible()
  await expect(panel(page, 'Pace')).toContainText('In progress')
  for (const [left, right] of [
    ['Blocked by', 'Where nodes wait'],
    ['Failures', 'Pace'],
  ] as const)
    await expect.poll(async () => (await bottomOf(left)) === (await bottomOf(right)), left).toBe(true)
})

test('forecasts when the rollout will be done, and lists its assumptions', async ({ world, page }) => {
  const kiosk = await kioskInRollout(world)
  await page.goto(pathOf(kiosk.group('canary')))
  const forecast = panel(page, 'Forecast')
  await expect(forecast).toContainText('50% donereached')
  await expect(forecast).toContainText(/99% done(?:between|about|not before|may never finish)/)
  await expect(forecast.getByRole('list', { name: 'Assumptions of the forecast' })).toContainText(
    'at most 3 nodes per 15 minutes',
  )
})

test('shows when half of the nodes were done without the chart in view', async ({ world, page }) => {
  needsPlatteServer()
  const kiosk = await kioskInRollout(world)
  await page.setViewportSize({ width: 390, height: 500 })
  await page.goto(pathOf(kiosk.group('canary')))
  await expect(panel(page, 'Forecast')).toContainText(/50% donereached (?:\w{3}\s)?\d\d:\d\d/)
  await expect(panel(page, 'Over time')).not.toBeInViewport()
  await expect(page.getByRole('figure', { name: 'Rollout of 2.0.0 in canary over time' })).toBeHidden()
})

test('charts the nodes at the target over time, with changes and the forecast', async ({ world, page }) => {
  needsPlatteServer()
  const kiosk = await kioskInRollout(world)
  await page.goto(pathOf(kiosk.group('canary')))
  const chart = page.getByRole('figure', { name: 'Rollout of 2.0.0 in canary over time' })
  await panel(page, 'Over time').scrollIntoViewIfNeeded()
  await expect(chart).toContainText('2.0.0 or newer')
  await chart.getByText('Show as a table').click()
  await expectTableRow(chart.getByRole('table'), { '2.0.0 or newer': 5 })
  await expect(page.getByRole('list', { name: 'Marked events' })).toContainText('Rollout of 2.0.0 started')
})

test('every count links to its nodes', async ({ world, page }) => {
  const kiosk = await kioskInRollout(world)
  await page.goto(kiosk.group('canary').path)
  await expectTableRow(statuses(page), { Status: /^Downloading/, Nodes: 1 })
  await expectTableRow(statuses(page), { Status: /^Error/, Nodes: 1 })
  await statuses(page).getByRole('link', { name: '2: On hold, list them' }).click()
  await expect(panel(page, 'Nodes found')).toContainText('2 nodes')
  await page.goto(pathOf(kiosk.group('canary')))
  await panel(page, 'Progress').getByRole('link', { name: '4 nodes below the target, list them' }).click()
  await expect(panel(page, 'Nodes found')).toContainText('4 nodes')
})

test('is linked from the fleet, the group and the palette', async ({ world, page }) => {
  const kiosk = await kioskInRollout(world)
  const url = new RegExp(`${pathOf(kiosk.group('canary'))}$`)
  await page.goto(kiosk.group('canary').path)
  const tabs = page.getByRole('navigation', { name: 'Views of canary' })
  await tabs.getByRole('link', { name: 'Rollout' }).click()
  await expect(page).toHaveURL(url)
  await tabs.getByRole('link', { name: 'Overview' }).click()
  await expect(page).toHaveURL(kiosk.group('canary').path)
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox', { name: /^Go to/ }).fill(`rollout of canary ${kiosk.name}`)
  await page.getByRole('option', { name: /^Rollout of canary/ }).click()
  await expect(page).toHaveURL(url)
  await page.goto('/')
  const row = page.getByRole('row').filter({ hasText: kiosk.name })
  await row.getByRole('link', { name: '55.6% on target, rollout of canary' }).click()
  await expect(page).toHaveURL(url)
})

test('says when office hours begin', async ({ world, page }) => {
  // A zone on whose clock it is three in the morning.
  const ahead = (3 - new Date().getUTCHours() + 24) % 24
  const zone = ahead <= 12 ? `Etc/GMT-${ahead}` : `Etc/GMT+${24 - ahead}`
  const kiosk = await kioskWithOneGroup(world, { policy_office_hours: true, policy_timezone: zone })
  await kiosk.node({ group: 'canary', version: '1.0.0' }).checkIn()
  await page.goto(pathOf(kiosk.group('canary')))
  const blocker = panel(page, 'Blocked by')
  await expect(blocker).toContainText('Outside office hours')
  await expect(blocker).toContainText(`They are Monday to Friday, 9 to 17 in ${zone}.`)
})

test('distinguishes safe mode’s first node from a reached limit', async ({ world, page }) => {
  needsPlatteServer()
  const kiosk = await kioskWithOneGroup(world, { policy_safe_mode: true, policy_max_updates_per_period: 5 })
  await kiosk.nodes(3, { group: 'canary', version: '1.0.0' }).checkIn()
  await page.goto(pathOf(kiosk.group('canary')))
  await expect(panel(page, 'Blocked by')).toContainText('Safe mode is waiting for its first node')
})

test('shows a finished rollout, one without nodes, and a group without a rollout', async ({
  world,
  page,
}) => {
  const kiosk = await world.application({
    channels: { stable: '2.0.0', empty: null },
    groups: { done: { channel: 'stable' }, spare: { channel: 'stable' }, none: { channel: 'empty' } },
  })
  await kiosk.nodes(2, { group: 'done', version: '2.0.0' }).checkIn()
  await page.goto(pathOf(kiosk.group('done')))
  await expect(panel(page, 'Blocked by')).toContainText('Nothing: the rollout is done')
  await expect(panel(page, 'Forecast')).toContainText(
    'Every node seen in the last 24 hours runs the target or newer.',
  )
  await page.goto(pathOf(kiosk.group('spare')))
  await expect(panel(page, 'Blocked by')).toContainText('No nodes')
  await expect(panel(page, 'Progress')).toContainText('No node was seen in the last 24 hours')
  await page.goto(pathOf(kiosk.group('none')))
  await expect(panel(page, 'No rollout')).toContainText('The channel “empty” has no package.')
})

test('served by a Nebraska, it shows what that reports and marks estimates', async ({ world, page }) => {
  const kiosk = await kioskInRollout(world)
  await serveFromNebraska(page)
  await page.goto(pathOf(kiosk.group('canary')))
  await expect(page.getByText('This update server reports less than Platte’s own')).toBeVisible()
  await expect(panel(page, 'Progress')).toContainText('55.6%')
  await expect(panel(page, 'Blocked by')).toContainText('Possibly the limit (an estimate)')
  await expect(panel(page, 'Forecast')).toContainText('an estimate from what this server reports')
  await expect(panel(page, 'Failures')).toContainText('1 node with status error')
  await expect(panel(page, 'Pace')).toContainText('Total in these hours: 3 granted, 1 completed, 1 failed')
})

test('waits a moment for the earlier rollouts, since a notice about them would push it down', async ({
  world,
  page,
}) => {
  needsPlatteServer()
  const kiosk = await kioskInRollout(world)
  // A younger rollout is compared with none.
  await moveClocksAhead(page, 7 * HOUR_MS)
  const release = await holdRequests(page, '**/version_timeline?*')
  const unread = new Set(['/version_breakdown', '/failing-nodes', '/instances_stats', '/platte/rollout'])
  page.on('response', (response) => {
    for (const path of unread) if (response.url().includes(path)) unread.delete(path)
  })
  // The page waits for two seconds at most.
  await page.clock.pauseAt(Date.now() + 7 * HOUR_MS + MINUTE_MS)
  await page.goto(pathOf(kiosk.group('canary')))
  const isShown = async () => {
    await page.clock.runFor(30)
    return panel(page, 'Progress').isVisible()
  }
  await expect
    .poll(async () => ({ isShown: await isShown(), unread: unread.size }))
    .toEqual({ isShown: false, unread: 0 })
  for (let step = 0; step < 10; step++) expect(await isShown()).toBe(false)
  await expect(page.getByText('Loading the rollout')).toBeVisible()
  release()
  await expect.poll(isShown).toBe(true)
})

test('sends at most twelve requests before the user scrolls, the timeline’s among them', async ({
  world,
  page,
}) => {
  needsPlatteServer()
  const kiosk = await kioskInRollout(world)
  const requested = recordApiRequests(page)
  await page.goto(pathOf(kiosk.group('canary')))
  await expect(panel(page, 'Forecast')).toContainText('99% done')
  await expect(panel(page, 'Pace')).toContainText('Total in these hours')
  expect(requested.length, requested.join('\n')).toBeLessThanOrEqual(12)
})

test.describe('when the rollout cannot be read', () => {
  test.use({ allowFailedLoads: true })

  test('its panels say so and offer a retry, and the others stay', async ({ world, page }) => {
    needsPlatteServer()
    const kiosk = await kioskInRollout(world)
    await page.route('**/platte/rollout?*', (route) => route.abort())
    await page.goto(pathOf(kiosk.group('canary')))
    await expect(panel(page, 'Progress')).toContainText('55.6%')
    const pace = panel(page, 'Pace')
    await expect(pace.getByRole('button', { name: 'Retry' })).toBeVisible()
    await expect(panel(page, 'Failures').getByRole('button', { name: 'Retry' })).toBeVisible()
    // It may read again by itself meanwhile, so the retry comes before the server does.
    const retried = page.waitForRequest('**/platte/rollout?*')
    await pace.getByRole('button', { name: 'Retry' }).click()
    await retried
    await page.unroute('**/platte/rollout?*')
    await expect(pace).toContainText('Total in these hours: 3 granted')
  })
})

test('has no accessibility violations in either theme or on a phone', async ({ world, page }) => {
  const kiosk = await kioskInRollout(world)
  await page.goto(pathOf(kiosk.group('canary')))
  await panel(page, 'Over time').scrollIntoViewIfNeeded()
  await expect(page.getByRole('figure', { name: 'Rollout of 2.0.0 in canary over time' })).toBeVisible()
  await expect(panel(page, 'Failures')).toContainText(/1 node failed|1 node with status error/)
  await expectNoAxeViolations(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoAxeViolations(page)
  await expectNoHorizontalOverflow(page)
})

test.describe('numbers that fail to load', () => {
  test.use({ allowFailedLoads: true })

  test('are not said to be loading, nor to be without a response', async ({ world, page }) => {
    const kiosk = await kioskInRollout(world)
    await page.route(/\/platte\/rollout|\/api\/.*\/groups\/[^/]+\/.+/u, (route) =>
      route.fulfill({ status: 500, json: { error: 'internal', message: 'The disk is full.' } }),
    )
    await page.clock.install()
    await page.goto(pathOf(kiosk.group('canary')))
    await expect(page.getByText('Failed to load “Progress”')).toBeVisible()
    await page.clock.runFor('00:15')
    // Beside the group's name, and where the blocker would be.
    await expect(page.getByRole('main').getByText('Unknown', { exact: true })).toHaveCount(2)
    await expect(panel(page, 'Blocked by')).toContainText('The counts failed to load. Platte keeps trying.')
    // The chart is out of view, so it has not been asked for.
    await expect(panel(page, 'Over time')).not.toContainText('No response for')
  })
})
