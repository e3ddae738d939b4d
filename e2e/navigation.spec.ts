import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { kioskWithOneGroup } from './testing/kiosk.ts'
import type { World } from './world/world.ts'

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const announcement = (page: Page) => page.locator('output[aria-live="polite"]')

async function kioskWithOneNode(world: World) {
  const kiosk = await kioskWithOneGroup(world)
  const node = kiosk.node({ group: 'canary', version: '1.0.0', alias: 'front-door' })
  await node.checkIn()
  return { kiosk, node }
}

test('following a link announces the new page and focuses its heading', async ({ world, page }) => {
  const { kiosk, node } = await kioskWithOneNode(world)
  const expectPage = async ({ url, title }: { url: string; title: string }) => {
    await expect(page).toHaveURL(url)
    await expect(heading(page)).toBeFocused()
    await expect(page).toHaveTitle(new RegExp(`(^| · )${title} · Platte$`))
    await expect(announcement(page)).toContainText(title)
  }
  const group = { url: kiosk.group('canary').path, title: 'canary' }

  await page.goto('/')
  const row = page.getByRole('row').filter({ hasText: kiosk.name })
  await row.getByRole('link', { name: 'canary', exact: true }).click()
  await expectPage(group)
  await page.goto(`${group.url}/nodes`)
  await page.getByRole('link', { name: 'front-door' }).click()
  await expectPage({ url: node.path, title: 'front-door' })
  await page.goBack()
  await expect(page).toHaveURL(`${group.url}/nodes`)
  await expect(announcement(page)).toContainText('Nodes · canary')
  await expect(page.getByRole('link', { name: 'front-door' })).toBeFocused()
  await page.getByRole('link', { name: 'Edit policy' }).click()
  await expect(page).toHaveURL(`${group.url}/edit`)
  await expect(announcement(page)).toContainText('Policy · canary')
  await expect(page.getByRole('link', { name: 'Edit policy' })).toBeFocused()
  await page.getByRole('navigation', { name: 'Breadcrumbs' }).getByRole('link', { name: 'Fleet' }).click()
  await expectPage({ url: '/', title: 'Fleet' })
})

test('opening a page by its URL moves no focus', async ({ world, page }) => {
  const { node } = await kioskWithOneNode(world)
  await page.goto(node.path)
  await expect(heading(page)).toHaveText('front-door')
  await expect(page.locator('body')).toBeFocused()
})

test('breadcrumbs show the application and the group of a node', async ({ world, page }) => {
  const { kiosk, node } = await kioskWithOneNode(world)
  await page.goto(node.path)
  const breadcrumbs = page.getByRole('navigation', { name: 'Breadcrumbs' }).getByRole('listitem')
  await expect(breadcrumbs.first()).toHaveText('Fleet')
  await expect(breadcrumbs.filter({ hasText: kiosk.name })).toHaveCount(1)
  await expect(breadcrumbs.filter({ hasText: 'canary' })).toHaveCount(1)
})

test('the Back button changes a search even while its field has the focus', async ({ world, page }) => {
  const { kiosk } = await kioskWithOneNode(world)
  await page.goto(`${kiosk.group('canary').path}/nodes?search=door`)
  const search = page.getByRole('searchbox', { name: 'Search nodes' })
  await expect(search).toHaveValue('door')
  await page.getByRole('navigation', { name: 'Views of canary' }).getByRole('link', { name: 'Nodes' }).click()
  await expect(search).toHaveValue('')
  await search.focus()
  await page.goBack()
  await expect(search).toHaveValue('door')
})

test('Back takes back a filter, and a whole search at once', async ({ world, page }) => {
  const { kiosk } = await kioskWithOneNode(world)
  await page.clock.install()
  await page.goto(kiosk.group('canary').path)
  await page.getByRole('navigation', { name: 'Views of canary' }).getByRole('link', { name: 'Nodes' }).click()
  await page.getByRole('button', { name: 'Below target' }).click()
  await expect(page).toHaveURL(/\/nodes\?target=below$/)
  await page.clock.fastForward('00:02')
  const search = page.getByRole('searchbox', { name: 'Search nodes' })
  await search.pressSequentially('door')
  await page.clock.runFor(500)
  await expect(page).toHaveURL(/search=door/)
  await page.goBack()
  await expect(page).toHaveURL(/\/nodes\?target=below$/)
  await expect(search).toHaveValue('')
  await page.goBack()
  await expect(page).toHaveURL(/\/nodes$/)
  await page.goBack()
  await expect(page).toHaveURL(kiosk.group('canary').path)
})
