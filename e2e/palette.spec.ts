import type { Page, Route } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import type { World } from './world/world.ts'

async function kioskWithNodes(world: World) {
  const kiosk = await world.application({
    channels: { stable: '2.0.0' },
    groups: { canary: { channel: 'stable' }, production: { channel: 'stable' } },
  })
  const door = kiosk.node({ group: 'production', version: '2.0.0', alias: `door ${kiosk.name}` })
  await door.checkIn()
  return { kiosk, door }
}

const palette = (page: Page) => page.getByRole('dialog', { name: 'Go to' })
const field = (page: Page) => palette(page).getByRole('combobox')
const heading = (page: Page) => page.getByRole('heading', { level: 1 })

test('opens a group by its name, with the keyboard alone', async ({ world, page }) => {
  const { kiosk } = await kioskWithNodes(world)
  await page.goto('/')
  await expect(heading(page)).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(field(page)).toBeFocused()
  await page.keyboard.type(`canary ${kiosk.name}`)
  const option = palette(page).getByRole('option', { name: /^canary/ })
  await expect(option).toHaveAttribute('data-combobox-selected')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(kiosk.group('canary').path)
  await expect(heading(page)).toBeFocused()
  await expect(palette(page)).toBeHidden()
})

test('has what was typed before it was loaded', async ({ world, page }) => {
  const { kiosk } = await kioskWithNodes(world)
  const held: Route[] = []
  await page.route(/\/assets\/ActionPalette-[^/]*\.js$/, (route) => {
    held.push(route)
  })
  await page.goto('/')
  await expect(heading(page)).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('gn canaryy')
  await page.keyboard.press('Backspace')
  await expect.poll(() => held.length).toBe(1)
  await held[0]?.continue()
  await expect(field(page)).toHaveValue('gn canary')
  await expect(page).toHaveURL('/')
  await field(page).fill(`canary ${kiosk.name}`)
  await expect(palette(page).getByRole('option', { name: /^canary/ })).toBeVisible()
})

test('finds a node of any group and remembers it', async ({ world, page }) => {
  const { kiosk, door } = await kioskWithNodes(world)
  await page.goto('/')
  await page.getByRole('button', { name: 'Search or jump to' }).click()
  await field(page).fill(door.alias)
  const found = palette(page).getByRole('option', { name: `production, ${kiosk.name}` })
  await expect(found).toContainText(door.id)
  await expect(palette(page)).toContainText(/searched/)
  await found.click()
  await expect(page).toHaveURL(door.path)
  await expect(heading(page)).toHaveText(door.alias)
  await page.keyboard.press('Control+k')
  await expect(palette(page).getByRole('option', { name: 'viewed recently' })).toContainText(door.alias)
})

test('opens a node by its whole name, though Enter comes before the search has found it', async ({
  world,
  page,
}) => {
  const { door } = await kioskWithNodes(world)
  const held: Route[] = []
  let isHolding = true
  await page.route('**/instances?*', (route) => {
    if (isHolding) held.push(route)
    else void route.continue()
  })
  await page.goto('/')
  await expect(heading(page)).toBeVisible()
  await page.keyboard.press('Control+k')
  await field(page).fill(door.alias.toUpperCase())
  await page.keyboard.press('Enter')
  await expect.poll(() => held.length).toBeGreaterThan(0)
  isHolding = false
  await Promise.all(held.map((route) => route.continue()))
  await expect(page).toHaveURL(door.path)
})

test('pauses the group of the page and changes the theme', async ({ world, page }) => {
  const { kiosk } = await kioskWithNodes(world)
  await page.goto(`${kiosk.group('canary').path}/rollout`)
  await expect(heading(page)).toHaveText('canary')
  await page.getByRole('link', { name: 'Edit policy' }).focus()
  await page.keyboard.press('Control+k')
  await field(page).fill('pause canary')
  await expect(palette(page).getByRole('option', { name: /^Pause canary/ })).toHaveAttribute(
    'data-combobox-selected',
  )
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Pause updates of canary' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('link', { name: 'Edit policy' })).toBeFocused()
  await page.keyboard.press('Control+k')
  await field(page).fill('dark')
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
})

test('opens the explorer with the query, and a channel as its versions', async ({ world, page }) => {
  const { kiosk } = await kioskWithNodes(world)
  await page.goto('/versions')
  await expect(heading(page)).toBeVisible()
  await page.keyboard.press('Control+k')
  await field(page).fill('no such thing')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/nodes?search=no+such+thing')
  await page.keyboard.press('Control+k')
  await field(page).fill(`channel stable ${kiosk.name} 2 groups`)
  await palette(page)
    .getByRole('option', { name: /^stable/ })
    .click()
  await expect(page).toHaveURL(`/versions?application=${kiosk.id}&arch=amd64`)
})

test('closes and returns the focus', async ({ page }) => {
  await page.goto('/versions')
  await page.getByRole('combobox', { name: 'Arch' }).focus()
  await page.keyboard.press('Control+k')
  await expect(field(page)).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(palette(page)).toBeHidden()
  await expect(page.getByRole('combobox', { name: 'Arch' })).toBeFocused()
})

test('shortcuts open pages and the search, and do nothing while typing', async ({ page }) => {
  await page.goto('/')
  await expect(heading(page)).toHaveText('Fleet')
  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(help).toContainText('Go to the versions')
  await expectNoAxeViolations(page)
  await page.keyboard.press('Escape')
  await expect(help).toBeHidden()
  await page.keyboard.press('g')
  await page.keyboard.press('v')
  await expect(heading(page)).toHaveText('Versions')
  await page.keyboard.press('g')
  await page.keyboard.press('n')
  await expect(heading(page)).toHaveText('Nodes')
  await page.keyboard.press('/')
  const search = page.getByRole('main').getByRole('searchbox').first()
  await expect(search).toBeFocused()
  await page.keyboard.type('gf')
  await expect(search).toHaveValue('gf')
  await expect(heading(page)).toHaveText('Nodes')
})

test.describe('with a group that fails to load', () => {
  test.use({ allowFailedLoads: true })

  test('names the group that was not searched, and axe finds no violations', async ({ world, page }) => {
    const { kiosk, door } = await kioskWithNodes(world)
    await page.route(`**/groups/${kiosk.group('canary').id}/instances?*`, (route) => route.abort())
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto('/')
    await page.getByRole('button', { name: 'Search or jump to' }).click()
    await field(page).fill(door.alias)
    await expect(palette(page).getByRole('alert')).toContainText('Failed to search canary')
    await expect(palette(page).getByRole('option', { name: `production, ${kiosk.name}` })).toBeVisible()
    await expectNoAxeViolations(page)
  })
})
