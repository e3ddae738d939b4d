import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import { expectNoHorizontalOverflow } from './testing/expect-no-horizontal-overflow.ts'
import { expectTableRow, readTable } from './testing/expect-table-row.ts'
import type { World } from './world/world.ts'

const table = (page: Page) => page.getByRole('table', { name: 'Nodes', exact: true })
const filters = (page: Page) => page.getByRole('region', { name: 'Filters' })
const chips = (page: Page) => page.getByRole('list', { name: /^Active filters/ }).getByRole('listitem')
const found = (page: Page) => page.getByRole('region', { name: 'Nodes found' })
const namesOf = async (page: Page) => (await readTable(table(page))).map((row) => row['Node'] ?? '')

const kioskWithTwoGroups = (world: World) =>
  world.application({
    channels: { stable: '2.0.0' },
    groups: { canary: { channel: 'stable' }, production: { channel: 'stable' } },
  })

/** The explorer with the nodes of one application, since other tests share the server. */
const explorer = (application: { id: string }, query = '') => `/nodes?application=${application.id}${query}`

async function choose(page: Page, menu: string, choice: string): Promise<void> {
  await filters(page).getByRole('button', { name: menu }).click()
  await page.getByRole('checkbox', { name: choice }).check()
  await page.keyboard.press('Escape')
}

test.describe('the explorer', () => {
  test('finds a node of any group by a part of its alias', async ({ world, page }) => {
    const kiosk = await kioskWithTwoGroups(world)
    await kiosk.nodes(3, { group: 'canary', version: '2.0.0', alias: 'front-door' }).checkIn()
    await kiosk.nodes(3, { group: 'production', version: '1.0.0', alias: 'back-door' }).checkIn()
    await page.goto('/')
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Nodes' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Nodes' })).toBeFocused()
    await choose(page, 'Application', kiosk.name)
    await expect(found(page)).toContainText('6 nodes in 2 groups')

    await page.getByRole('searchbox', { name: 'Search nodes' }).fill('door-2')
    await expect
      .poll(() => namesOf(page))
      .toEqual([expect.stringContaining('front-door-2'), expect.stringContaining('back-door-2')])
    await expectTableRow(table(page), {
      Node: 'back-door-2',
      Group: 'production',
      Application: kiosk.name,
      Version: '1.0.0 a major version behind',
      'Last check': /ago|now/,
    })
    await expect(chips(page)).toHaveText([
      /Application .* 6 match/,
      /Search “door-2” in ID, alias or address 2 match/,
    ])

    await page.reload()
    await expect(found(page)).toContainText('2 nodes in 2 groups')
    await table(page).getByRole('link', { name: 'front-door-2' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('front-door-2')
  })

  test('combines filters, counts the matches of each, and clears them one by one', async ({
    world,
    page,
  }) => {
    const kiosk = await kioskWithTwoGroups(world)
    await kiosk.nodes(4, { group: 'canary', version: '2.0.0' }).checkIn()
    await kiosk.nodes(2, { group: 'production', version: '1.0.0' }).checkIn()
    const failing = kiosk.node({ group: 'production', version: '1.0.0', alias: 'failing' })
    await failing.checkIn()
    await failing.fail()
    await page.goto(explorer(kiosk))
    await filters(page).getByLabel('Compared with target').selectOption('Below target')
    await expect(found(page)).toContainText('3 nodes found in 1 of 2 groups · searched 7 of 7 nodes')
    await choose(page, 'Status', 'Error')
    await expect(found(page)).toContainText('1 node found in 1 of 2 groups · searched 1 of 1 node')
    await expect(chips(page)).toHaveText([
      new RegExp(`Application ${kiosk.name} 7 match`),
      /Status Error 1 match/,
      /Compared with target below 1 match/,
    ])
    await page.getByRole('button', { name: 'Clear Status Error' }).click()
    await expect(found(page)).toContainText('3 nodes found')
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await expect(page).toHaveURL('/nodes')
  })

  test('separates nodes that have checked in since a time from those that have not', async ({
    world,
    page,
  }) => {
    const kiosk = await kioskWithTwoGroups(world)
    await kiosk.node({ group: 'canary', version: '2.0.0', alias: 'early' }).checkIn()
    const start = Date.now()
    await expect.poll(() => Date.now(), { intervals: [2] }).toBeGreaterThan(start)
    const between = new Date().toISOString()
    await kiosk.node({ group: 'canary', version: '2.0.0', alias: 'late' }).checkIn()
    await page.goto(explorer(kiosk, `&older=${between}`))
    await expect.poll(() => namesOf(page)).toEqual([expect.stringContaining('early')])
    await expectTableRow(table(page), { Node: 'early', 'Silent since': String(new Date().getFullYear()) })
    await page.goto(explorer(kiosk, `&newer=${between}`))
    await expect.poll(() => namesOf(page)).toEqual([expect.stringContaining('late')])
  })

  test('sorts the nodes of all groups together', async ({ world, page }) => {
    const kiosk = await kioskWithTwoGroups(world)
    for (const alias of ['a', 'c', 'e']) {
      // One after the other, so that their last checks differ.
      await kiosk.node({ group: 'canary', version: '2.0.0', alias: `node-${alias}` }).checkIn()
    }
    for (const alias of ['b', 'd']) {
      await kiosk.node({ group: 'production', version: '2.0.0', alias: `node-${alias}` }).checkIn()
    }
    await page.goto(explorer(kiosk))
    const header = table(page).getByRole('columnheader', { name: 'Node' })
    const letters = async () => (await namesOf(page)).map((name) => name.slice(5, 6)).join('')
    await expect.poll(letters).toBe('acebd')
    await header.getByRole('button').press('Enter')
    await expect(header).toHaveAttribute('aria-sort', 'ascending')
    await expect.poll(letters).toBe('abcde')
    await expect(header.getByRole('button')).toBeFocused()
    await header.getByRole('button').click()
    await expect.poll(letters).toBe('edcba')
    await page.reload()
    await expect(header).toHaveAttribute('aria-sort', 'descending')
    await expect.poll(letters).toBe('edcba')
  })

  test('renders only the visible rows of a long list, loads the rows that are scrolled to, and Back returns to them', async ({
    world,
    page,
  }) => {
    const kiosk = await kioskWithTwoGroups(world)
    await kiosk.nodes(260, { group: 'canary', version: '2.0.0', alias: 'node' }).checkIn()
    await page.goto(explorer(kiosk))
    await expect(table(page)).toHaveAttribute('aria-rowcount', '261')
    expect((await readTable(table(page))).length).toBeLessThan(60)
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight))
    const last = table(page).locator('[aria-rowindex="261"]')
    await expect(last).toContainText('node-99')
    await expect(table(page).getByRole('columnheader', { name: 'Node' })).toBeInViewport()
    const link = last.getByRole('rowheader').getByRole('link')
    await link.click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('node-99')
    await page.goBack()
    await expect(link).toBeFocused()
    await expect(link).toBeInViewport()
  })

  test('sends at most six requests at a time, those for the rows before those for the counts of the filters', async ({
    world,
    page,
  }) => {
    const groups = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
    const channel = 'stable' as const
    const kiosk = await world.application({
      channels: { stable: '2.0.0' },
      groups: Object.fromEntries(groups.map((name) => [name, { channel }])),
    })
    await kiosk.nodes(2, { group: 'a', version: '1.0.0', alias: 'node' }).checkIn()
    const pageSizes: (string | null)[] = []
    const inProgress = { now: 0, max: 0 }
    await page.route('**/instances?*', async (route) => {
      pageSizes.push(new URL(route.request().url()).searchParams.get('perpage'))
      inProgress.now += 1
      inProgress.max = Math.max(inProgress.max, inProgress.now)
      const response = await route.fetch()
      inProgress.now -= 1
      await route.fulfill({ response })
    })
    await page.goto(explorer(kiosk, '&arch=amd64&search=node-1&version=1.0.0'))
    await expect(chips(page)).toHaveText([/ 2 match/, / 2 match/, / 1 match/, / 1 match/])
    const [ofRows] = pageSizes
    expect(pageSizes).toEqual([...groups.map(() => ofRows), ...groups.flatMap(() => ['10', '10', '10'])])
    expect(inProgress.max).toBe(6)
  })

  test('remembers the chosen columns', async ({ world, page }) => {
    const kiosk = await kioskWithTwoGroups(world)
    await kiosk.nodes(1, { group: 'canary', version: '2.0.0' }).checkIn()
    await page.goto(explorer(kiosk))
    const header = (name: string) => table(page).getByRole('columnheader', { name })
    await expect(header('Arch')).toBeHidden()
    await page.getByRole('button', { name: /^Columns/ }).click()
    await page.getByRole('checkbox', { name: 'Arch' }).check()
    await page.getByRole('checkbox', { name: 'Address' }).uncheck()
    await page.keyboard.press('Escape')
    await page.reload()
    await expectTableRow(table(page), { Arch: 'amd64' })
    await expect(header('Address')).toBeHidden()
  })

  test('says that no node matches', async ({ world, page }) => {
    const kiosk = await kioskWithTwoGroups(world)
    await page.goto(explorer(kiosk, '&search=nobody'))
    await expect(page.getByText('No nodes match these filters')).toBeVisible()
    await expect(chips(page).last()).toContainText('0 match')
    await expectNoAxeViolations(page)
  })
})

for (const [what, name] of [
  ['group', 'canary'],
  ['node', 'front-door-1'],
] as const) {
  test(`where the pages are below another path, as in a Nebraska with a sign-in, the link of a ${what} stays below it`, async ({
    world,
    page,
  }) => {
    const kiosk = await kioskWithTwoGroups(world)
    await kiosk.nodes(1, { group: 'canary', version: '1.0.0', alias: 'front-door' }).checkIn()
    // Such a Nebraska answers there with the dashboard.
    await page.route('**/apps/nodes?*', async (route) =>
      route.fulfill({ response: await route.fetch({ url: new URL('/', route.request().url()).href }) }),
    )
    await page.goto(`/apps${explorer(kiosk)}`)
    const link = table(page).getByRole('link', { name })
    await expect(link).toHaveAttribute('href', /^\/apps\/applications\//)
    await link.click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText(name)
    expect(new URL(page.url()).pathname).toMatch(/^\/apps\/applications\//)
  })
}

test('a saved view survives a reload, and replacing one needs confirmation', async ({ world, page }) => {
  const kiosk = await kioskWithTwoGroups(world)
  await kiosk.nodes(2, { group: 'canary', version: '1.0.0' }).checkIn()
  const menu = page.getByRole('button', { name: /^(?:Saved views|View: )/ })
  const name = page.getByRole('textbox', { name: 'Save these filters as' })
  await page.goto(explorer(kiosk, '&version=1.0.0'))
  await menu.click()
  await name.fill('Old kiosks')
  await page.keyboard.press('Escape')
  await menu.click()
  await expect(name, 'the typed name is kept').toHaveValue('Old kiosks')
  await page.keyboard.press('Enter')
  await expect(menu).toHaveText('View: Old kiosks')
  await expectNoAxeViolations(page)

  await page.goto('/nodes?target=below')
  await menu.click()
  await name.fill('Old kiosks')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('A view named Old kiosks already exists.')).toBeVisible()
  await page.getByRole('list', { name: 'Views' }).getByRole('link', { name: 'Old kiosks' }).click()
  await expect(page).toHaveURL(explorer(kiosk, '&version=1.0.0'))
  await expect(found(page)).toContainText('2 nodes in 1 of 2 groups')

  await page.reload()
  await menu.click()
  await page.getByRole('button', { name: 'Rename Old kiosks' }).click()
  await page.getByRole('textbox', { name: 'New name of Old kiosks' }).fill('Oldest kiosks')
  await page.keyboard.press('Enter')
  await expect(menu).toHaveText('View: Oldest kiosks')
  await page.getByRole('button', { name: 'Delete Oldest kiosks' }).click()
  await page.getByRole('button', { name: 'Delete Oldest kiosks' }).click()
  await expect(menu).toHaveText('Saved views')
})

async function exported(page: Page, format: RegExp) {
  await page.getByRole('button', { name: 'Export' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: format }).click(),
  ])
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') }
}

test.describe('an export', () => {
  test('has the failing nodes, with formulas escaped', async ({ world, page }) => {
    const kiosk = await kioskWithTwoGroups(world)
    const failing = kiosk.nodes(2, { group: 'production', version: '1.0.0', alias: '=failing' })
    for (const node of failing) {
      // One after the other, so that their last checks differ.
      await node.checkIn()
      await node.fail()
    }
    await kiosk.nodes(3, { group: 'canary', version: '1.0.0' }).checkIn()
    await page.goto(explorer(kiosk, '&status=error'))
    await expect(found(page)).toContainText('2 nodes in 1 of 2 groups')
    const { name, text } = await exported(page, /^CSV/)
    expect(name).toMatch(/^nodes-application-kiosk-os.*-status-error-\d{4}-\d\d-\d\dT.*\.csv$/)
    const [header, ...lines] = text.trimEnd().split('\r\n')
    expect(header).toMatch(/^\uFEFFid,alias,application,/)
    expect(lines.map((line) => line.split(',')[1])).toEqual([`"'=failing-1"`, `"'=failing-2"`])
    await expect(page.getByText('2 nodes saved as')).toBeVisible()

    const json: unknown = JSON.parse((await exported(page, /^JSON/)).text)
    expect(json).toMatchObject({ complete: true, nodes: [{ alias: '=failing-1', status: 'Error' }, {}] })
  })

  test.describe('with a group that fails to load', () => {
    test.use({ allowFailedLoads: true })

    test('is saved only after confirmation, and is marked incomplete', async ({ world, page }) => {
      const kiosk = await kioskWithTwoGroups(world)
      await kiosk.nodes(1, { group: 'canary', version: '1.0.0' }).checkIn()
      await page.route(`**/groups/${kiosk.group('production').id}/instances?*`, (route) => route.abort())
      await page.goto(explorer(kiosk))
      await page.getByRole('button', { name: 'Export' }).click()
      await page.getByRole('button', { name: /^JSON/ }).click()
      await expect(
        page.getByText(/^Failed to load the nodes of production: .*Nothing is saved yet/),
      ).toBeVisible()
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Save without them' }).click(),
      ])
      expect(download.suggestedFilename()).toContain('-incomplete-')
      const json: unknown = JSON.parse(await readFile(await download.path(), 'utf8'))
      expect(json).toMatchObject({ complete: false, missing_groups: [{ group: 'production' }], nodes: [{}] })
    })
  })
})

test.describe('a group whose nodes fail to load', () => {
  test.use({ allowFailedLoads: true })

  test('is named, does not affect other groups, and can be retried', async ({ world, page }) => {
    const kiosk = await kioskWithTwoGroups(world)
    await kiosk.nodes(2, { group: 'canary', version: '1.0.0' }).checkIn()
    await kiosk.nodes(3, { group: 'production', version: '1.0.0' }).checkIn()
    const broken = `**/groups/${kiosk.group('production').id}/instances?*`
    await page.route(broken, (route) => route.abort())
    await page.goto(explorer(kiosk))
    await expect(found(page)).toContainText(`Failed to load the nodes of production (${kiosk.name})`)
    await expect(found(page)).toContainText('at least 2 nodes in 1 of 2 groups')
    await expect(chips(page)).toContainText(['at least 2 match'])
    await expectNoAxeViolations(page)
    await page.unroute(broken)
    await found(page).getByRole('button', { name: 'Retry' }).click()
    await expect(found(page)).toContainText('5 nodes in 2 groups')
    await expect(found(page)).not.toContainText('Failed to load')
  })
})

for (const { device, viewport } of [
  { device: 'phone', viewport: { width: 390, height: 844 } },
  { device: 'desktop screen', viewport: { width: 1280, height: 900 } },
]) {
  test(`the page fits a ${device}, and axe finds no violations`, async ({ world, page }) => {
    const kiosk = await kioskWithTwoGroups(world)
    await kiosk.nodes(20, { group: 'canary', version: '1.0.0', alias: 'front-door' }).checkIn()
    await page.setViewportSize(viewport)
    await page.goto(explorer(kiosk, '&target=below'))
    await expect(found(page)).toContainText('20 nodes found')
    await expectNoHorizontalOverflow(page)
    await expectNoAxeViolations(page)
    await filters(page).getByRole('button', { name: 'Group' }).click()
    await expectNoAxeViolations(page)
  })
}
