import { EventEmitter, once } from 'node:events'
import type { Page } from '@playwright/test'
import { applicationPageSchema } from '#contract/application.ts'
import { freezeListSchema, freezeSchema } from '#contract/freeze.ts'
import type { Group } from '#contract/group.ts'
import { expect, needsPlatteProcess } from './fixtures.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import { expectNoHorizontalOverflow } from './testing/expect-no-horizontal-overflow.ts'
import { expectTableRow } from './testing/expect-table-row.ts'
import { serveFromNebraska } from './testing/serve-from-nebraska.ts'
import { networkLinkTest as test } from './testing/network-link-test.ts'
import { recordPuts } from './testing/record-requests.ts'
import type { World } from './world/world.ts'

needsPlatteProcess()

const frozen = (page: Page) => page.getByRole('table', { name: 'Groups of the freeze' })
const banner = (page: Page) => page.getByRole('link', { name: 'View or thaw it' })
const freezeButton = (page: Page) => page.getByRole('button', { name: /^Freeze \d+ groups?$/ })
const thawButton = (page: Page) => page.getByRole('button', { name: /^Thaw \d+ groups?$/ })
const reasonField = (page: Page) => page.getByRole('textbox', { name: 'Reason' })

/** A freeze left by a failed test would block all others. */
test.afterEach(async ({ world }) => {
  const { freezes } = await world.rest.get('/platte/freezes?in_force=true', freezeListSchema)
  for (const { id, groups } of freezes) {
    for (const { group_id, before, outcome } of groups) {
      const note = { before, outcome, thaw: 'left', message: null }
      await world.rest.put(`/platte/freezes/${id}/groups/${group_id}`, note)
    }
    await world.rest.post(`/platte/freezes/${id}/thawed`, {}, freezeSchema)
  }
})

/** One group is already off, and one node of shops is updating. */
async function kioskWithGroups(world: World, page: Page) {
  const kiosk = await world.application({
    channels: { stable: '2.0.0' },
    groups: {
      depots: { channel: 'stable', policy: { policy_max_updates_per_period: 20 } },
      lab: { channel: 'stable' },
      shops: { channel: 'stable' },
      spare: { channel: 'stable', policy: { policy_updates_enabled: false } },
    },
  })
  await kiosk.node({ group: 'shops', version: '1.0.0' }).checkIn()
  await showOnly(page, kiosk)
  return kiosk
}
type Kiosk = Awaited<ReturnType<typeof kioskWithGroups>>
const isOn = async (kiosk: Kiosk, group: 'depots' | 'lab' | 'shops' | 'spare') =>
  (await kiosk.group(group).read()).policy_updates_enabled

/** Hides every other application from the page: on a shared server, other tests create and delete theirs meanwhile. */
async function showOnly(page: Page, kiosk: Kiosk, groupsOf = (groups: readonly Group[]) => groups) {
  await page.route(/\/api\/apps\?/, async (route) => {
    const { 'if-none-match': _, ...headers } = route.request().headers()
    try {
      const response = await route.fetch({ headers })
      const { applications } = applicationPageSchema.parse(await response.json())
      const own = (applications ?? [])
        .filter(({ id }) => id === kiosk.id)
        .map((one) => ({ ...one, groups: groupsOf(one.groups ?? []) }))
      await route.fulfill({
        response,
        json: { applications: own, count: own.length, totalCount: own.length },
      })
    } catch {
      await route.abort()
    }
  })
}

test('many groups are folded, and a filter finds the one that should keep updating', async ({
  world,
  page,
}) => {
  const kiosk = await kioskWithGroups(world, page)
  await showOnly(page, kiosk, (groups) =>
    groups
      .filter(({ name }) => name === 'shops')
      .flatMap((group) =>
        Array.from({ length: 40 }, (_, index) => ({
          ...group,
          id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
          name: `site ${index}`,
        })),
      ),
  )
  await page.goto('/freeze')
  const sites = page.getByRole('group', { name: new RegExp(kiosk.name) })
  await expect(sites.getByRole('checkbox', { name: /^site/ })).toHaveCount(24)
  await page.getByRole('searchbox', { name: 'Filter groups' }).fill('SITE 37')
  await expect(sites.getByRole('checkbox', { name: /^site/ })).toHaveCount(1)
  await expect(sites).toContainText('1 of 1 group that matches')
  await sites.getByRole('checkbox', { name: 'site 37' }).uncheck()
  await page.getByRole('searchbox', { name: 'Filter groups' }).fill('')
  // It stays in view, although it is none of the first.
  await expect(sites.getByRole('checkbox', { name: 'site 37' })).not.toBeChecked()
  await expect(freezeButton(page)).toHaveText('Freeze 39 groups')
  await sites.getByRole('button', { name: 'Show all 40 groups' }).click()
  await expect(sites.getByRole('checkbox', { name: /^site/ })).toHaveCount(40)
  await expectNoAxeViolations(page)
})

test('freezes the fleet for an incident with one exception and thaws it', async ({
  world,
  page,
  browser,
  baseURL,
}) => {
  const kiosk = await kioskWithGroups(world, page)
  await page.goto('/')
  await page.getByRole('link', { name: 'Freeze…' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Freeze and thaw')
  await page
    .getByRole('group', { name: new RegExp(kiosk.name) })
    .getByRole('checkbox', { name: 'lab' })
    .uncheck()
  const will = page.getByRole('region', { name: 'What will happen' })
  await expect(will).toContainText('Updates of 2 groups are switched off')
  await expect(will).toContainText('1 group is already off and stays off')
  await expect(will).toContainText('1 update in progress')
  await expect(will).toContainText('Left out: lab')
  await expectNoAxeViolations(page)
  await reasonField(page).fill('Registry is down')
  await expect(freezeButton(page)).toHaveText('Freeze 2 groups')
  await freezeButton(page).dblclick()

  await expectTableRow(frozen(page), { Group: 'shops', Result: 'Paused' })
  await expectTableRow(frozen(page), { Group: 'depots', Result: 'Paused' })
  await expectTableRow(frozen(page), { Group: 'spare', Result: 'Already off' })
  await expectNoAxeViolations(page)
  expect(await Promise.all([isOn(kiosk, 'shops'), isOn(kiosk, 'depots'), isOn(kiosk, 'lab')])).toEqual([
    false,
    false,
    true,
  ])

  const colleague = await browser.newPage({ baseURL: baseURL ?? '' })
  await colleague.goto(`/?application=${kiosk.id}`)
  await expect(banner(colleague)).toBeVisible()
  await expect(colleague.getByText(/Frozen (just now|.* ago) by local: Registry is down/)).toBeVisible()
  await expectTableRow(colleague.getByRole('table', { name: 'Groups of the fleet' }), {
    Group: 'shops',
    State: /Frozen/,
  })
  await expect(colleague.getByText('Groups: 2 paused, 1 already off, 1 left out.')).toBeVisible()
  await colleague.goto(`${kiosk.group('shops').path}/rollout`)
  await expect(colleague.getByText('A freeze has paused the group')).toBeVisible()
  await colleague.goto(kiosk.group('shops').path)
  await colleague.getByRole('button', { name: 'Resume', exact: true }).click()
  await expect(colleague.getByRole('dialog')).toContainText('the thaw lists it as edited')
  await colleague.goto('/?wall')
  await expect(banner(colleague)).toBeVisible()
  await banner(colleague).click()
  await thawButton(colleague).click()
  await expect(colleague.getByText(/^Thawed: /)).toBeVisible()
  await colleague.goto(`/audit-log?application=${kiosk.id}`)
  const entries = colleague.getByRole('list', { name: 'Entries of the audit log' }).getByRole('article')
  const freeze = entries.filter({ has: colleague.getByRole('heading', { name: 'Freeze of 2 groups' }) })
  await expect(freeze.first()).toContainText('local switched updates off')
  await expect(freeze.first()).toContainText(/Freeze of 2 groups, thawed .+ later/)
  await expect(freeze.first()).toContainText('local restored the earlier policies')
  const groups = freeze.getByRole('list', { name: 'Groups of the freeze' })
  await expect(groups).toBeHidden()
  await freeze.getByText('Show 2 groups').click()
  await expect(groups.getByRole('heading', { name: 'group depots' })).toBeVisible()
  await expectNoAxeViolations(colleague)
  await colleague.close()
  expect(await Promise.all([isOn(kiosk, 'shops'), isOn(kiosk, 'depots'), isOn(kiosk, 'spare')])).toEqual([
    true,
    true,
    false,
  ])
  expect((await kiosk.group('depots').read()).policy_max_updates_per_period).toBe(20)
})

test('groups edited during a freeze are listed, and left as they are unless the operator chooses otherwise', async ({
  world,
  page,
}) => {
  const kiosk = await kioskWithGroups(world, page)
  await page.goto('/freeze')
  await freezeButton(page).click()
  await expectTableRow(frozen(page), { Group: 'shops', Result: 'Paused' })
  await expectTableRow(frozen(page), { Group: 'lab', Result: 'Paused' })
  await expectTableRow(frozen(page), { Group: 'depots', Result: 'Paused' })
  await kiosk.group('depots').change({ policy_max_updates_per_period: 5 })
  await kiosk.group('lab').change({ policy_max_updates_per_period: 7 })
  await kiosk.group('shops').change({ policy_updates_enabled: true, policy_max_updates_per_period: 9 })

  await page.reload()
  const depots = page.getByRole('group', { name: /^depots/ })
  await expect(depots).toContainText('Limit: 20 nodes in the freeze, now 5 nodes')
  await depots.getByRole('radio', { name: 'Resume it, and keep the edits' }).check()
  await page
    .getByRole('group', { name: /^lab/ })
    .getByRole('radio', { name: /^Restore it/ })
    .check()
  await expect(page.getByRole('group', { name: /^shops/ })).toContainText(
    'Updates: off in the freeze, now on',
  )
  await expectNoAxeViolations(page)
  await expectTableRow(frozen(page), { Group: 'shops', Result: 'Resumed by hand' })
  await expect(page.getByText('1 edited group will be left as it is.')).toBeVisible()
  await expect(thawButton(page)).toHaveText('Thaw 2 groups')
  await thawButton(page).click()
  await expect(page.getByText(/^Thawed: /)).toBeVisible()
  expect(await kiosk.group('depots').read()).toMatchObject({
    policy_updates_enabled: true,
    policy_max_updates_per_period: 5,
  })
  expect(await kiosk.group('lab').read()).toMatchObject({
    policy_updates_enabled: true,
    policy_max_updates_per_period: 999_999,
  })
  expect((await kiosk.group('shops').read()).policy_max_updates_per_period).toBe(9)

  await expect(page.getByText(`Left as it is: shops (${kiosk.name}).`)).toBeVisible()
  const results = page.getByRole('table', { name: /^Results of the freeze of/ })
  await expectTableRow(results, { Group: 'shops', Result: 'Left as it is' })
  await expectTableRow(results, { Group: 'lab', Result: 'Restored' })
  await expectNoAxeViolations(page)
  await page.reload()
  await expect(results).toBeHidden()
  await page.getByRole('region', { name: 'Earlier freezes' }).locator('summary').first().click()
  await expectTableRow(results, { Group: 'shops', Result: 'Left as it is' })
})

test.describe('where something fails', () => {
  test.use({ allowFailedLoads: true })

  test('a server that dies between two writes is reported, and the rest is paused once it is back', async ({
    world,
    page,
    link,
  }) => {
    const kiosk = await kioskWithGroups(world, page)
    await page.goto(`${link.url}/freeze`)
    let written = 0
    await page.route('**/api/apps/*/groups/*', async (route) => {
      if (route.request().method() !== 'PUT') return route.continue()
      written += 1
      if (written > 1) link.cut()
      await route.continue()
    })
    await freezeButton(page).click()
    await expect(page.getByText(/Interrupted: \d of 4 groups|are not recorded yet/).first()).toBeVisible()
    link.restore()
    await page.unroute('**/api/apps/*/groups/*')

    // The tab dies as well, and another operator continues.
    await page.goto('/freeze')
    await page.getByRole('button', { name: /^Continue with \d$/ }).click()
    for (const Group of ['depots', 'lab', 'shops'])
      await expectTableRow(frozen(page), { Group, Result: 'Paused' })
    await expectTableRow(frozen(page), { Group: 'spare', Result: 'Already off' })
    await thawButton(page).click()
    await expect(page.getByText(/^Thawed: /)).toBeVisible()
    expect(
      await Promise.all([
        isOn(kiosk, 'depots'),
        isOn(kiosk, 'lab'),
        isOn(kiosk, 'shops'),
        isOn(kiosk, 'spare'),
      ]),
    ).toEqual([true, true, true, false])
  })

  test('a group that is refused is named with the reason, and retried', async ({ world, page }) => {
    const kiosk = await kioskWithGroups(world, page)
    await page.goto('/freeze')
    const lab = `**/api/apps/*/groups/${kiosk.group('lab').id}`
    const refusal = new EventEmitter()
    const refused = once(refusal, 'refuse')
    await page.route(lab, async (route) => {
      if (route.request().method() !== 'PUT') return route.continue()
      await refused
      await route.fulfill({ status: 403 })
    })
    await freezeButton(page).click()
    for (const Group of ['depots', 'shops']) await expectTableRow(frozen(page), { Group, Result: 'Paused' })
    // What the page read of the groups is from before the freeze, which isn’t an edit of theirs.
    await expect(page.getByText('Wait until the groups are done, or stop.')).toBeVisible()
    await expect(page.getByText(/edited since/)).toHaveCount(0)
    refusal.emit('refuse')
    await expectTableRow(frozen(page), { Group: 'lab', Result: /Failed to pause.*read-only access/ })
    await expect(page.getByText('Interrupted: 1 of 4 groups is not paused.')).toBeVisible()
    await expectNoAxeViolations(page)
    await page.unroute(lab)
    await page.getByRole('button', { name: 'Retry lab' }).click()
    await expectTableRow(frozen(page), { Group: 'lab', Result: 'Paused' })
    await thawButton(page).click()
    await expect(page.getByText(/^Thawed: /)).toBeVisible()
  })

  test('two operators who freeze at once make one freeze', async ({ world, page, browser, baseURL }) => {
    const kiosk = await kioskWithGroups(world, page)
    const colleague = await browser.newPage({ baseURL: baseURL ?? '' })
    await showOnly(colleague, kiosk)
    await colleague.goto('/freeze')
    await page.goto('/freeze')
    await freezeButton(page).click()
    await expectTableRow(frozen(page), { Group: 'shops', Result: 'Paused' })
    await freezeButton(colleague).click()
    await expect(frozen(colleague)).toBeVisible()
    await colleague.close()
    await expect(thawButton(page)).toBeEnabled()
    await thawButton(page).click()
    await expect(page.getByText(/^Thawed: /)).toBeVisible()
  })
})

test('the keyboard alone freezes and thaws, on a phone too', async ({ world, page }) => {
  await page.setViewportSize({ width: 390, height: 800 })
  await kioskWithGroups(world, page)
  const writes = recordPuts(page)
  await page.goto('/freeze')
  await reasonField(page).focus()
  await page.keyboard.type('An incident')
  for (let pressed = 0; pressed < 4; pressed += 1) await page.keyboard.down('Enter')
  await page.keyboard.up('Enter')
  await expectTableRow(frozen(page), { Group: 'shops', Result: 'Paused' })
  await expect(thawButton(page)).toBeEnabled()
  expect(writes.filter((body) => body['policy_updates_enabled'] === false)).toHaveLength(3)
  await expectNoHorizontalOverflow(page)
  await expectNoAxeViolations(page)
  await thawButton(page).press('Enter')
  await expect(page.getByText(/^Thawed: /)).toBeVisible()
})

test('inside a Nebraska the browser stores the groups’ settings, also across a reload', async ({
  world,
  page,
}) => {
  const kiosk = await kioskWithGroups(world, page)
  await serveFromNebraska(page)
  await page.goto('/freeze')
  await expect(page.getByRole('region', { name: 'What will happen' })).toContainText(
    'Only this browser stores',
  )
  await freezeButton(page).click()
  await expectTableRow(frozen(page), { Group: 'shops', Result: 'Paused' })
  await expect(thawButton(page)).toBeEnabled()
  await page.goto('/')
  await banner(page).click()
  await expectTableRow(frozen(page), { Group: 'spare', Result: 'Already off' })
  await thawButton(page).click()
  await expect(page.getByText(/^Thawed: /)).toBeVisible()
  expect(await Promise.all([isOn(kiosk, 'shops'), isOn(kiosk, 'spare')])).toEqual([true, false])
})
