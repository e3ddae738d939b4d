import { HOUR_MS } from '#contract/time-units.ts'
import type { Page } from '@playwright/test'
import { channelSchema } from '#contract/channel.ts'
import { PACKAGE_TYPE, packageSchema } from '#contract/package.ts'
import { expect, test } from './fixtures.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import { expectNoHorizontalOverflow } from './testing/expect-no-horizontal-overflow.ts'
import { moveClocksAhead } from './testing/move-clocks-ahead.ts'
import { recordPuts } from './testing/record-requests.ts'
import type { World } from './world/world.ts'

const LIMITED = { policy_max_updates_per_period: 5 }

/** Beta's nodes run 2.0.0 already; stable's still 1.0.0, which is what their channel gives. */
async function kioskWithPipeline(world: World) {
  const kiosk = await world.application({
    channels: { stable: '1.0.0', beta: '2.0.0', edge: null },
    packages: ['0.9.0'],
    groups: {
      early: { channel: 'beta', policy: LIMITED },
      everyone: { channel: 'stable', policy: LIMITED },
    },
  })
  await kiosk.nodes(10, { group: 'early', version: '2.0.0' }).checkIn()
  await kiosk.nodes(12, { group: 'everyone', version: '1.0.0' }).checkIn()
  return kiosk
}

/** Channels of the same names for arm64, of which beta has 3.0.0. */
async function addForArm64({ rest }: World, application_id: string) {
  const path = `/api/apps/${application_id}`
  const arm64 = { application_id, arch: 2 }
  const file = { type: PACKAGE_TYPE.other, version: '3.0.0', url: 'https://updates.example.test/3.0.0/' }
  const details = { filename: 'os-3.0.0.gz', size: '', hash: '', description: '', channels_blacklist: [] }
  const release = await rest.post(`${path}/packages`, { ...arm64, ...file, ...details }, packageSchema)
  const channel = { ...arm64, color: '#14b9d6' }
  const beta = { ...channel, name: 'beta', package_id: release.id }
  return {
    beta: await rest.post(`${path}/channels`, beta, channelSchema),
    stable: await rest.post(`${path}/channels`, { ...channel, name: 'stable' }, channelSchema),
  }
}

const gate = (page: Page, name: string) =>
  page.getByRole('list', { name: 'Gates' }).getByRole('listitem').filter({ hasText: name })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const confirmation = (page: Page, channel: string) =>
  page.getByRole('textbox', { name: `Type “${channel}” to confirm` })
const notification = (page: Page, words: string) => page.getByRole('alert').filter({ hasText: words })

test('an operator promotes beta to stable after the gates pass, and undoes it', async ({ world, page }) => {
  const kiosk = await kioskWithPipeline(world)
  // A day later, beta has run it for a day.
  await moveClocksAhead(page, 25 * HOUR_MS)
  await page.goto(kiosk.pipelinePath)
  await page.getByRole('link', { name: 'Promote 2.0.0 to stable' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Promote 2.0.0 to stable' })).toBeFocused()
  await expect(page.getByText('All 11 gates pass')).toBeVisible()
  await expect(gate(page, 'Share done on beta')).toContainText(
    '10 of 10 nodes seen in the last 24 hours run 2.0.0',
  )
  await expect(gate(page, 'Soak time on beta')).toContainText('90% have run it for 1 d')
  await expect(page.getByRole('region', { name: 'What will happen' })).toContainText(
    '12 nodes of 1 group become eligible for 2.0.0',
  )
  await page.getByRole('textbox', { name: 'Reason' }).fill('Beta is fine')
  const write = page.waitForRequest((request) => request.method() === 'PUT')
  await button(page, 'Put 2.0.0 on stable').click()
  const headers = (await write).headers()
  expect(decodeURIComponent(headers['platte-reason'] ?? '')).toBe('Beta is fine')
  expect(JSON.parse(decodeURIComponent(headers['platte-expected'] ?? ''))).toMatchObject({ name: 'stable' })

  await expect(notification(page, 'stable now has 2.0.0')).toBeVisible()
  await expect(page).toHaveURL(kiosk.pipelinePath)
  await expect(page.getByText('stable already has 2.0.0: nothing to promote.')).toBeVisible()
  expect(await kiosk.node({ group: 'everyone', version: '1.0.0' }).checkIn()).toMatchObject({
    update: '2.0.0',
  })

  const notice = notification(page, 'stable now has 2.0.0')
  await expect(notice).toContainText('12 nodes of 1 group become eligible for 2.0.0')
  await notice.getByRole('button', { name: 'Undo: put 1.0.0 back on stable' }).click()
  await expect(notification(page, 'Undone: stable has 1.0.0 again')).toBeVisible()
  expect((await kiosk.channel('stable').read()).package?.version).toBe('1.0.0')
})

test('a channel in the middle of a rollout is a gate, with the forecasts of both packages', async ({
  world,
  page,
}) => {
  const kiosk = await kioskWithPipeline(world)
  await kiosk.nodes(10, { group: 'everyone', version: '0.9.0' }).checkIn()
  await page.goto(kiosk.pipelinePath)
  await page.getByRole('link', { name: 'Promote 2.0.0 to stable' }).click()
  await expect(gate(page, 'No rollout is under way in stable')).toContainText(
    /everyone is in the middle of its rollout of 1\.0\.0: 12 of 22 nodes run it.* 1\.0\.0 .+; 2\.0\.0 instead .+\./,
  )
  await expect(confirmation(page, 'stable')).toBeVisible()
})

test('gates that don’t pass stop the operator until they type the channel’s name', async ({
  world,
  page,
}) => {
  const kiosk = await kioskWithPipeline(world)
  // A release of Nebraska behind Platte may have no floors.
  const hasFloors = await kiosk.hasFloors('stable')
  if (hasFloors) await kiosk.addFloor('stable', '0.9.0', 'nobody is below it')
  const late = kiosk.nodes(2, { group: 'early', version: '1.0.0' })
  await late.checkIn()
  for (const node of late) await node.fail()
  await kiosk.group('everyone').change({
    policy_updates_enabled: false,
    policy_max_updates_per_period: 999_999,
  })
  await page.goto(kiosk.pipelinePath)
  await page.getByRole('link', { name: 'Promote 2.0.0 to stable' }).click()
  await expect(gate(page, 'Share done on beta')).toContainText('Fails')
  await expect(gate(page, 'Share done on beta')).toContainText('10 of 12 nodes')
  await expect(gate(page, 'Failures on beta')).toContainText('The last update of 2 nodes failed')
  await expect(gate(page, 'Soak time on beta')).toContainText('Fails')
  await expect(gate(page, 'Floors of stable')).toContainText(
    hasFloors ? 'No node has a floor' : 'version of Nebraska has no floors',
  )
  await expect(gate(page, 'Updates are on')).toContainText('Updates are off in everyone: none of 12 nodes')
  await expect(gate(page, 'limit their pace')).toContainText('all 12 nodes there may start at once')
  await expectNoAxeViolations(page)

  const writes = recordPuts(page)
  const go = button(page, 'Put 2.0.0 on stable')
  await expect(go).toHaveAttribute('aria-disabled', 'true')
  await confirmation(page, 'stable').fill('beta')
  await confirmation(page, 'stable').press('Enter')
  await expect(page.getByText('Type “stable” first.')).toBeVisible()
  expect(writes).toEqual([])

  await confirmation(page, 'stable').fill('stable')
  await go.dblclick()
  await expect(notification(page, 'stable now has 2.0.0')).toBeVisible()
  expect(writes).toHaveLength(1)
  expect(writes[0]).toMatchObject({ name: 'stable', package_id: kiosk.packageId('2.0.0') })
})

test('an older package shows that no node downgrades', async ({ world, page }) => {
  const kiosk = await kioskWithPipeline(world)
  await kiosk.nodes(3, { group: 'early', version: '1.5.0' }).checkIn()
  await page.goto(kiosk.pipelinePath)
  await page.getByRole('link', { name: 'Set the package of beta' }).click()
  const versions = page.getByRole('list', { name: 'Packages' }).getByRole('listitem')
  await expect(versions).toContainText(['2.0.0', '1.0.0', '0.9.0', 'No package'])
  await page.getByRole('searchbox', { name: 'Search versions' }).fill('1.0')
  await page.getByRole('link', { name: '1.0.0', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Put 1.0.0 on beta' })).toBeVisible()
  await expect(
    page.getByText('No node downgrades: this only stops the 3 nodes that have not updated to 2.0.0.'),
  ).toBeVisible()
  await expect(gate(page, 'Share done')).toBeHidden()
  await button(page, 'Put 1.0.0 on beta').click()
  await expect(notification(page, 'beta now has 1.0.0')).toBeVisible()
  expect(await kiosk.node({ group: 'early', version: '1.5.0' }).checkIn()).toMatchObject({ update: null })
})

test('a channel’s package can be removed', async ({ world, page }) => {
  const kiosk = await kioskWithPipeline(world)
  await page.goto(kiosk.channel('stable').path)
  await page.getByRole('link', { name: 'No package' }).click()
  await expect(page.getByText('No node of 1 group gets an update until')).toBeVisible()
  await button(page, 'Remove the package of stable').click()
  await expect(notification(page, 'stable now has no package')).toBeVisible()
  expect((await kiosk.channel('stable').read()).package_id).toBeNull()
})

test('a change that the server would refuse can’t be confirmed', async ({ world, page }) => {
  const kiosk = await kioskWithPipeline(world)
  await kiosk.addPackage('3.0.0')
  await kiosk.blacklist('stable', '3.0.0')
  await page.goto(`${kiosk.channel('stable').path}?package=${kiosk.packageId('3.0.0')}`)
  await expect(gate(page, 'Not blacklisted for stable')).toContainText('Fails')
  await expect(gate(page, 'Share done')).toContainText('No other channel has 3.0.0')
  await expect(confirmation(page, 'stable')).toBeHidden()
  await expect(button(page, 'Put 3.0.0 on stable')).toHaveAccessibleDescription(/the server rejects it/)
})

test('a channel that someone else changes meanwhile is not overwritten', async ({ world, page }) => {
  const kiosk = await kioskWithPipeline(world)
  await page.goto(`${kiosk.channel('stable').path}?package=${kiosk.packageId('2.0.0')}`)
  await expect(gate(page, 'Soak time on beta')).toContainText('Fails')
  await confirmation(page, 'stable').fill('stable')
  await kiosk.promote('stable', '0.9.0')
  const writes = recordPuts(page)
  await button(page, 'Put 2.0.0 on stable').click()
  await expect(page.getByText('Someone else changed the channel in the meantime.')).toBeVisible()
  await expect(page.getByText('current package: 0.9.0', { exact: false })).toBeVisible()
  await expectNoAxeViolations(page)
  expect(writes).toEqual([])
  expect((await kiosk.channel('stable').read()).package?.version).toBe('0.9.0')

  await confirmation(page, 'stable').fill('stable')
  await button(page, 'Put 2.0.0 on stable').click()
  await expect(notification(page, 'stable now has 2.0.0')).toBeVisible()
})

test.describe('when the answer is lost', () => {
  test.use({ allowFailedLoads: true })

  test('the page checks whether the change took effect, and sends it once', async ({ world, page }) => {
    const kiosk = await kioskWithPipeline(world)
    await page.goto(`${kiosk.channel('stable').path}?package=${kiosk.packageId('2.0.0')}`)
    const writes = recordPuts(page)
    await page.route('**/api/apps/*/channels/*', async (route) => {
      if (route.request().method() !== 'PUT') return route.fallback()
      await route.fetch()
      return route.abort('connectionreset')
    })
    await confirmation(page, 'stable').fill('stable')
    await button(page, 'Put 2.0.0 on stable').click()
    await expect(notification(page, 'stable now has 2.0.0')).toBeVisible()
    expect(writes).toHaveLength(1)
  })
})

test('the order of the channels is changed and confirmed with the keyboard, and kept', async ({
  world,
  page,
}) => {
  const kiosk = await kioskWithPipeline(world)
  const channels = page.getByRole('heading', { level: 3 })
  await page.goto(kiosk.pipelinePath)
  await expect(channels).toHaveText(['edge', 'beta', 'stable'])
  await expect(page.getByText('edge has no package to promote.')).toBeVisible()
  const down = page.getByRole('button', { name: 'Move edge down' })
  await down.focus()
  await page.keyboard.press('Enter')
  await expect(channels).toHaveText(['beta', 'edge', 'stable'])
  await expect(down).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(channels).toHaveText(['beta', 'stable', 'edge'])
  await page.reload()
  await expect(channels).toHaveText(['beta', 'stable', 'edge'])

  await page.getByRole('link', { name: 'Promote 2.0.0 to stable' }).focus()
  await page.keyboard.press('Enter')
  await expect(gate(page, 'Soak time on beta')).toContainText('Fails')
  await confirmation(page, 'stable').focus()
  await page.keyboard.type('stable')
  await page.keyboard.press('Enter')
  await expect(notification(page, 'stable now has 2.0.0')).toBeVisible()
})

test('channels of one name for two architectures are told apart by every control', async ({
  world,
  page,
}) => {
  const kiosk = await kioskWithPipeline(world)
  const { stable, beta } = await addForArm64(world, kiosk.id)
  await page.goto(kiosk.pipelinePath)
  const main = page.getByRole('main')
  for (const name of [
    'stable (arm64)',
    'Set the package of stable (amd64)',
    'Set the package of stable (arm64)',
    'Promote 2.0.0 to stable (amd64)',
    'Promote 3.0.0 to stable (arm64)',
  ])
    await expect(main.getByRole('link', { name, exact: true })).toBeVisible()
  await button(page, 'Move beta (arm64) down').press('Enter')
  await expect(button(page, 'Move beta (arm64) up')).toBeVisible()

  await page.goto(`/applications/${kiosk.id}/packages`)
  await main.getByRole('link', { name: 'beta (arm64)' }).click()
  await expect(page).toHaveURL(`/applications/${kiosk.id}/channels/${beta.id}/package`)
  await page.goto(`/applications/${kiosk.id}`)
  await main.getByRole('link', { name: 'stable (arm64)' }).click()
  await expect(page).toHaveURL(`/applications/${kiosk.id}/channels/${stable.id}`)
  await expect(page).toHaveTitle(/^Channel stable \(arm64\), /)
  await expect(page.getByRole('navigation', { name: 'Breadcrumbs' })).toContainText('stable (arm64)')
})

test('the pipeline is reached from the fleet, a group and the palette', async ({ world, page }) => {
  const kiosk = await kioskWithPipeline(world)
  await page.goto('/')
  await page.getByRole('link', { name: kiosk.name }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: `Channels of ${kiosk.name}` })).toBeFocused()
  await page.getByRole('link', { name: 'everyone' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'everyone' })).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: 'stable', exact: true }).click()
  await expect(page).toHaveURL(kiosk.pipelinePath)
  await page.goto(kiosk.group('everyone').path)
  await page.getByRole('link', { name: 'change its package' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Set the package of stable' })).toBeVisible()
  // With several applications, the link is to those of the chosen one.
  await page.goto(`/?application=${kiosk.id}`)
  await page.getByRole('link', { name: /^Channels of / }).click()
  await expect(page.getByRole('heading', { level: 1, name: /^Channels of / })).toBeVisible()
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+K')
  await page.getByRole('dialog', { name: 'Go to' }).getByRole('combobox').fill(`channels of ${kiosk.name}`)
  await page.getByRole('option', { name: new RegExp(`^Channels of ${kiosk.name}`) }).click()
  await expect(page).toHaveURL(kiosk.pipelinePath)
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } })

  test('the pages fit, and axe finds nothing', async ({ world, page }) => {
    const kiosk = await kioskWithPipeline(world)
    for (const path of [
      kiosk.pipelinePath,
      kiosk.channel('stable').path,
      `${kiosk.channel('stable').path}?package=${kiosk.packageId('2.0.0')}`,
    ]) {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible()
      await expect(page.getByText('is loading')).toHaveCount(0)
      await expectNoAxeViolations(page)
      await expectNoHorizontalOverflow(page)
    }
  })
})
