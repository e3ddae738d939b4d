import type { Page, Route } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import { kioskWithOneGroup } from './testing/kiosk.ts'

test.use({ allowFailedLoads: true })

const heading = (page: Page) => page.getByRole('heading', { level: 1 })

/** Lets no file of the build through whose name begins so. */
async function block(page: Page, ...names: string[]): Promise<() => Promise<void>> {
  const url = new RegExp(`/assets/(?:${names.join('|')})-[^/]*$`)
  await page.route(url, (route) => route.abort())
  return () => page.unroute(url)
}

test('a page that failed to load says so, keeps the header, and appears by itself', async ({ page }) => {
  await page.goto('/')
  await expect(heading(page)).toHaveText('Fleet')
  const unblock = await block(page, 'NodesPage')
  await page.getByRole('link', { name: 'Nodes', exact: true }).click()
  await expect(heading(page)).toHaveText('Failed to load this page')
  await expect(page.getByRole('alert')).toContainText('Platte keeps retrying')
  await expectNoAxeViolations(page)
  await unblock()
  await expect(heading(page)).toHaveText('Nodes')
  // With its styles, which Vite requests only once.
  const unloaded = () =>
    page.evaluate(
      () =>
        [...document.styleSheets].length === document.querySelectorAll('link[rel=stylesheet], style').length,
    )
  await expect.poll(unloaded).toBe(true)
})

test('a dialog that failed to load keeps the page, and opens by itself', async ({ world, page }) => {
  const kiosk = await kioskWithOneGroup(world)
  await page.goto(kiosk.group('canary').path)
  const unblock = await block(page, 'PauseDialog', 'ShortcutsDialog')
  await expect(heading(page)).toContainText('canary')
  await page.keyboard.press('?')
  const failure = page.getByRole('dialog', { name: 'Failed to load the keyboard shortcuts' })
  await expect(failure).toBeVisible()
  await expectNoAxeViolations(page)
  await page.keyboard.press('Escape')
  await expect(failure).toBeHidden()
  await page
    .getByRole('button', { name: /^Pause/ })
    .first()
    .click()
  await expect(page.getByRole('dialog', { name: /Failed to load the dialog that pauses/ })).toBeVisible()
  await expect(heading(page)).toContainText('canary')
  await unblock()
  await expect(page.getByRole('dialog')).toContainText('Reason')
})

test('a dialog whose code does not arrive says that it loads, and can be cancelled', async ({
  world,
  page,
}) => {
  const kiosk = await kioskWithOneGroup(world)
  await page.clock.install()
  await page.goto(kiosk.group('canary').path)
  const held: Route[] = []
  await page.route(/\/assets\/PauseDialog-[^/]*$/, (route) => void held.push(route))
  const pause = page.getByRole('button', { name: /^Pause/ }).first()
  await pause.click()
  await page.clock.runFor('00:02')
  const loading = page.getByRole('dialog', { name: 'Loading the dialog' })
  await expect(loading).toBeVisible()
  await page.clock.runFor('00:10')
  await expect(loading).toContainText('No response for 10 s. Platte keeps waiting.')
  await expectNoAxeViolations(page)
  await loading.getByRole('button', { name: 'Cancel' }).click()
  await expect(loading).toBeHidden()
  await pause.click()
  for (const route of held) await route.continue()
  await expect(page.getByRole('dialog')).toContainText('Reason')
})

test('a page whose first script does not arrive says so, and can be reloaded', async ({ page }) => {
  const unblock = await block(page, 'index')
  await page.goto('/')
  await expect(heading(page)).toHaveText('Platte has not loaded yet')
  await unblock()
  await page.getByRole('link', { name: 'reload this page' }).click()
  await expect(heading(page)).toHaveText('Fleet')
})

test('a tab that is older than the build of the server offers to reload', async ({ page }) => {
  await page.goto('/')
  await expect(heading(page)).toHaveText('Fleet')
  const unblock = await block(page, 'VersionsPage')
  // The page as the build after would start it.
  await page.route(
    ({ pathname }) => pathname === '/',
    async (route) => {
      const response = await route.fetch()
      const body = (await response.text()).replace(/\/assets\/index-[^"]+\.js/, '/assets/index-AfterIt1.js')
      await route.fulfill({ response, body })
    },
  )
  await page.getByRole('link', { name: 'Versions', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('Platte was upgraded')
  await page.route('**/versions', async (route) => {
    await unblock()
    await route.continue()
  })
  await page.getByRole('button', { name: 'Reload' }).click()
  await expect(heading(page)).toHaveText('Versions')
  await page.unrouteAll({ behavior: 'ignoreErrors' })
})
