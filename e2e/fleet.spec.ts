import type { Request } from '@playwright/test'
import { expect, needsPlatteProcess, needsPlatteServer, test } from './fixtures.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import { expectNoHorizontalOverflow } from './testing/expect-no-horizontal-overflow.ts'
import { expectTableRow } from './testing/expect-table-row.ts'
import { fleetTable, groupNames } from './testing/fleet-table.ts'
import { kioskWithOneGroup } from './testing/kiosk.ts'
import { recordApiRequests } from './testing/record-requests.ts'
import { SENSITIVE_SAFE_MODE, waitForSafeMode } from './testing/safe-mode.ts'
import { serveFromNebraska } from './testing/serve-from-nebraska.ts'

test.describe('the fleet', () => {
  test('shows the rollout progress of every group', async ({ world, page }) => {
    const kiosk = await world.application({
      channels: { stable: '2.0.0', empty: null },
      groups: {
        production: { channel: 'stable', policy: { policy_max_updates_per_period: 3 } },
        done: { channel: 'stable' },
        spare: { channel: 'stable' },
        warehouse: { channel: 'empty' },
      },
    })
    await kiosk.nodes(4, { group: 'production', version: '2.0.0' }).checkIn()
    const [failing, downloading] = kiosk.nodes(2, { group: 'production', version: '1.0.0' })
    await failing?.checkIn()
    await failing?.fail()
    await downloading?.checkIn()
    await downloading?.download()
    await kiosk.nodes(3, { group: 'production', version: '1.1.0' }).checkIn()
    await kiosk.nodes(2, { group: 'done', version: '2.1.0' }).checkIn()
    await kiosk.nodes(1, { group: 'warehouse', version: '1.0.0' }).checkIn()

    await page.goto('/')
    await expectTableRow(fleetTable(page), {
      Group: `production of ${kiosk.name}`,
      'Channel, target': /stable amd64.*2\.0\.0/,
      Nodes: 9,
      Silent: 0,
      'On target': /44\.4%.*4 of 9/,
      'In progress': 2,
      'On hold': 2,
      Errors: 1,
      State: /Rolling out.*1 node failed to update \(11\.1%\).*5 nodes below the target \(55\.6%\)/,
    })
    const names = fleetTable(page).getByRole('rowheader')
    await expect(names.filter({ hasText: 'production' })).toHaveAccessibleName(`production of ${kiosk.name}`)
    const versions = fleetTable(page).getByRole('row').filter({ hasText: kiosk.name }).getByRole('list')
    await expect(versions.and(page.getByLabel('Versions of production')).getByRole('listitem')).toHaveText([
      '2.0.0: 4 nodes, 44.4%',
      '1.1.0: 3 nodes, 33.3%',
      '1.0.0: 2 nodes, 22.2%',
    ])
    await expectTableRow(fleetTable(page), {
      Group: `done of ${kiosk.name}`,
      'On target': '100%',
      State: 'Done',
    })
    await expectTableRow(fleetTable(page), {
      Group: `spare of ${kiosk.name}`,
      Nodes: 0,
      State: 'No nodes',
    })
    await expectTableRow(fleetTable(page), {
      Group: `warehouse of ${kiosk.name}`,
      Nodes: 1,
      State: 'No package',
    })
  })

  test('updates without a reload', async ({ world, page }) => {
    const kiosk = await kioskWithOneGroup(world)
    await kiosk.nodes(1, { group: 'canary', version: '1.0.0' }).checkIn()
    await page.clock.install()
    await page.goto('/')
    await expectTableRow(fleetTable(page), { Group: kiosk.name, Nodes: 1, State: 'Rolling out' })

    await kiosk.nodes(1, { group: 'canary', version: '2.0.0' }).checkIn()
    await kiosk.group('canary').pause()
    await page.clock.fastForward('01:01')
    await expectTableRow(fleetTable(page), { Group: kiosk.name, Nodes: 2, State: /Paused|Updates off/ })
  })

  test('distinguishes a group held by safe mode from a paused one', async ({ world, page }) => {
    needsPlatteServer()
    const kiosk = await kioskWithOneGroup(world, SENSITIVE_SAFE_MODE)
    await kiosk.nodes(1, { group: 'canary', version: '1.0.0' }).checkIn()
    const next = kiosk.node({ group: 'canary', version: '1.0.0' })
    await waitForSafeMode(next)

    await page.goto('/')
    await expectTableRow(fleetTable(page), { Group: kiosk.name, State: 'Held by safe mode' })
    await expect(page.getByText(/\d+ groups? (?:is|are) stopped by safe mode/)).toBeVisible()
  })

  test('sends at most ten requests, however many groups there are', async ({ world, page }) => {
    needsPlatteProcess()
    const names = Array.from({ length: 12 }, (_, n) => `site-${n}`)
    const kiosk = await world.application({
      channels: { stable: '2.0.0' },
      groups: Object.fromEntries(names.map((name) => [name, { channel: 'stable' as const }])),
    })
    await kiosk.nodes(1, { group: 'site-0', version: '2.0.0' }).checkIn()
    const requested = recordApiRequests(page)
    await page.goto('/')
    await expect.poll(async () => (await groupNames(page, kiosk.name)).length).toBe(12)
    await expectTableRow(fleetTable(page), { Group: `site-11 of ${kiosk.name}`, State: 'No nodes' })
    expect(requested.length).toBeLessThanOrEqual(10)
  })

  test('never says that there are no groups while they load', async ({ world, page }) => {
    const kiosk = await world.application({ channels: {}, groups: { canary: {} } })
    await page.addInitScript(() => {
      new MutationObserver(() => {
        if (document.body?.textContent.includes('No groups yet'))
          throw new Error('The page says that there are no groups yet')
      }).observe(document, { childList: true, subtree: true, characterData: true })
    })
    await serveFromNebraska(page)
    // A chosen order shows the table although no node is there.
    await page.goto('/?sort=group')
    await expectTableRow(fleetTable(page), { Group: `canary of ${kiosk.name}`, State: 'No package' })
  })

  test('sends a Nebraska three requests per group, six at a time', async ({ world, page }) => {
    const names = Array.from({ length: 12 }, (_, n) => `site-${n}`)
    const kiosk = await world.application({
      channels: { stable: '2.0.0' },
      groups: Object.fromEntries(names.map((name) => [name, { channel: 'stable' as const }])),
    })
    await kiosk.nodes(2, { group: 'site-3', version: '1.0.0' }).checkIn()
    await serveFromNebraska(page)
    // On a slow server, a group with an update in progress is polled again meanwhile.
    const requested = new Set<string>()
    let [underWay, maxConcurrent] = [0, 0]
    page.on('request', (request) => {
      if (!request.url().includes('/groups/')) return
      if (request.url().includes(kiosk.id)) requested.add(request.url())
      underWay += 1
      maxConcurrent = Math.max(maxConcurrent, underWay)
    })
    const ended = (request: Request) => {
      if (request.url().includes('/groups/')) underWay -= 1
    }
    page.on('requestfinished', ended)
    page.on('requestfailed', ended)
    await page.goto('/')
    await expectTableRow(fleetTable(page), {
      Group: `site-3 of ${kiosk.name}`,
      Nodes: 2,
      'In progress': 2,
      Silent: 0,
    })
    await expectTableRow(fleetTable(page), { Group: `site-11 of ${kiosk.name}`, State: 'No nodes' })
    expect(requested.size).toBe(3 * names.length)
    // The end of one may be reported after the start of the next.
    expect(maxConcurrent).toBeLessThanOrEqual(7)
  })
})

test.describe('the list of groups', () => {
  test('sorts by a column and keeps the order in the URL', async ({ world, page }) => {
    const kiosk = await world.application({
      channels: { stable: '2.0.0' },
      groups: { few: { channel: 'stable' }, many: { channel: 'stable' }, none: { channel: 'stable' } },
    })
    await kiosk.nodes(1, { group: 'few', version: '2.0.0' }).checkIn()
    await kiosk.nodes(3, { group: 'many', version: '2.0.0' }).checkIn()
    await page.goto('/')
    await expect.poll(() => groupNames(page, kiosk.name)).toEqual(['few', 'many', 'none'])

    const nodes = fleetTable(page).getByRole('columnheader', { name: 'Nodes' })
    await nodes.getByRole('button').click()
    await expect(nodes).toHaveAttribute('aria-sort', 'descending')
    await expect.poll(() => groupNames(page, kiosk.name)).toEqual(['many', 'few', 'none'])
    await nodes.getByRole('button').click()
    await expect(nodes).toHaveAttribute('aria-sort', 'ascending')

    await page.reload()
    await expect(nodes).toHaveAttribute('aria-sort', 'ascending')
    await expect.poll(() => groupNames(page, kiosk.name)).toEqual(['none', 'few', 'many'])
  })

  test('filters by words and keeps the filter in the URL', async ({ world, page }) => {
    const kiosk = await world.application({
      channels: { stable: '2.0.0' },
      groups: { canary: { channel: 'stable' }, production: { channel: 'stable' } },
    })
    await kiosk.nodes(1, { group: 'canary', version: '2.0.0' }).checkIn()
    await page.goto('/')
    await expect.poll(() => groupNames(page, kiosk.name)).toEqual(['canary', 'production'])
    const filter = page.getByRole('searchbox', { name: 'Filter groups' })
    await filter.fill(`${kiosk.name} CANARY`)
    await expect.poll(() => groupNames(page, kiosk.name)).toEqual(['canary'])

    await page.reload()
    await expect(filter).toHaveValue(`${kiosk.name} CANARY`)
    await expect.poll(() => groupNames(page, kiosk.name)).toEqual(['canary'])

    await filter.fill('no group is called this')
    await expect(page.getByText('No group matches')).toBeVisible()
    await page.getByRole('button', { name: 'Show all groups' }).click()
    await expect.poll(() => groupNames(page, kiosk.name)).toEqual(['canary', 'production'])
    await expect(filter).toHaveValue('')
  })

  test('links to a group, and focuses its heading', async ({ world, page }) => {
    const kiosk = await kioskWithOneGroup(world)
    await page.goto('/?sort=group')
    await fleetTable(page)
      .getByRole('row')
      .filter({ hasText: kiosk.name })
      .getByRole('link', { name: 'canary' })
      .click()
    await expect(page).toHaveURL(kiosk.group('canary').path)
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
    await expect(page).toHaveTitle(/canary/)

    await page.getByRole('navigation', { name: 'Breadcrumbs' }).getByRole('link', { name: 'Fleet' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Fleet' })).toBeFocused()
    await expect(page).toHaveTitle('Fleet · Platte')
  })

  for (const width of [768, 1024]) {
    test(`is a table whose columns fit a tablet of ${width} pixels, with long names`, async ({
      world,
      page,
    }) => {
      const name = 'Frankfurt-production-kubernetes-workers-site'
      const kiosk = await world.application({
        name: 'Kiosks of the northern region',
        channels: { 'northern-kubernetes-sites': '2.0.0' },
        groups: { [name]: { channel: 'northern-kubernetes-sites' } },
      })
      await kiosk.nodes(2, { group: name, version: '2.0.0' }).checkIn()
      await page.setViewportSize({ width, height: 900 })
      await page.goto('/')
      await expectTableRow(fleetTable(page), { Group: kiosk.name, Nodes: 2, State: 'Done' })
      await expect(fleetTable(page).getByRole('columnheader', { name: 'On target' })).toBeVisible()
      await expect(page.getByRole('region', { name: 'Groups of the fleet, scrolls sideways' })).toBeHidden()
      await expectNoHorizontalOverflow(page)
      await expectNoAxeViolations(page)
    })
  }

  test('stacks its rows on a phone', async ({ world, page }) => {
    const kiosk = await world.application({
      name: 'Kiosks in the shops of the northern region',
      channels: { stable: '2.0.0' },
      groups: { canary: { channel: 'stable' } },
    })
    await kiosk.nodes(2, { group: 'canary', version: '2.0.0' }).checkIn()
    await page.setViewportSize({ width: 390, height: 800 })
    await page.goto('/')
    await expectTableRow(fleetTable(page), { Group: kiosk.name, Nodes: 2, State: 'Done' })
    await expectNoHorizontalOverflow(page)
    await expectNoAxeViolations(page)
  })
})

test.describe('a group that cannot be read', () => {
  test.use({ allowFailedLoads: true })

  test('says so in its row, affects no other group, and recovers', async ({ world, page }) => {
    const kiosk = await world.application({
      channels: { stable: '2.0.0' },
      groups: { broken: { channel: 'stable' }, fine: { channel: 'stable' } },
    })
    await kiosk.nodes(2, { group: 'fine', version: '2.0.0' }).checkIn()
    await serveFromNebraska(page)
    const broken = `**/groups/${kiosk.group('broken').id}/instances_stats*`
    // Not an outage, in which the dashboard retries all the time.
    await page.route(broken, (route) => route.fulfill({ status: 500 }))
    await page.clock.install()
    await page.goto('/')
    await expectTableRow(fleetTable(page), {
      Group: `fine of ${kiosk.name}`,
      Nodes: 2,
      State: 'Done',
    })
    const notice = fleetTable(page)
      .getByRole('row')
      .filter({ hasText: 'Failed to read the numbers of broken' })
    await expect(notice).toBeVisible()
    await expect(page.getByText('Without 1 group that failed to load')).toContainText('broken')
    await expectNoAxeViolations(page)

    // The next poll would recover it as well.
    await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 1000)
    await page.unroute(broken)
    await notice.getByRole('button', { name: 'Retry' }).click()
    await page.clock.resume()
    await expect(notice).toBeHidden()
    await expectTableRow(fleetTable(page), { Group: `broken of ${kiosk.name}`, Nodes: 0 })
    await expect(page.getByText('Without 1 group that failed to load')).toBeHidden()
  })

  test('disappears from the list when it is deleted', async ({ world, page }) => {
    const kiosk = await world.application({
      channels: { stable: '2.0.0' },
      groups: { brief: { channel: 'stable' }, lasting: { channel: 'stable' } },
    })
    // With a node in progress, the stats are polled much more often than the list of groups.
    await kiosk.nodes(1, { group: 'brief', version: '1.0.0' }).checkIn()
    await page.clock.install()
    await page.goto('/')
    await expectTableRow(fleetTable(page), { Group: `brief of ${kiosk.name}`, 'In progress': 1 })
    await world.rest.delete(`/api/apps/${kiosk.id}/groups/${kiosk.group('brief').id}`)
    await page.clock.fastForward('00:11')
    await expect.poll(() => groupNames(page, kiosk.name)).toEqual(['lasting'])
  })
})

test('the fleet has no accessibility violations in either theme', async ({ world, page }) => {
  const kiosk = await kioskWithOneGroup(world, { policy_max_updates_per_period: 2 })
  const [failing] = kiosk.nodes(1, { group: 'canary', version: '1.0.0' })
  await failing?.checkIn()
  await failing?.fail()
  await kiosk.nodes(3, { group: 'canary', version: '1.1.0' }).checkIn()
  await page.goto('/')
  await expectTableRow(fleetTable(page), { Group: kiosk.name, Errors: 1, State: 'Rolling out' })
  await expectNoAxeViolations(page)
})
