import { HOUR_MS } from '#contract/time-units.ts'
import { expect, needsPlatteServer, test } from './fixtures.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import { kioskWithOneGroup } from './testing/kiosk.ts'
import { startPlatteServer } from './testing/platte-server.ts'
import { serve } from './testing/serve.ts'

test.describe('an unknown URL', () => {
  // It is a 404, which the browser logs.
  test.use({ allowFailedLoads: true })

  test('shows a page that links to the fleet', async ({ page }) => {
    await page.goto('/no/such/page')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page not found')
    await expectNoAxeViolations(page)
    await page.getByRole('link', { name: 'Go to the fleet' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Fleet' })).toBeFocused()
  })
})

test('the first Tab stop skips to the content', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1, name: 'Fleet' })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
})

test('what a page reads first is requested once, before the dashboard’s own scripts are there', async ({
  page,
}) => {
  const requested: string[] = []
  page.on('request', (request) => {
    requested.push(new URL(request.url()).pathname)
  })
  const scripts = /\/assets\/(?!colour-scheme|early-requests).*\.js$/
  const early = ['/config', '/platte/status', '/api/apps', '/platte/fleet']
  await page.route(scripts, async (route) => {
    await expect.poll(() => early.filter((path) => requested.includes(path))).toEqual(early)
    await route.continue()
  })
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1, name: 'Fleet' })).toBeVisible()
  await expect(page.getByText('Loading the groups…')).toBeHidden()
  expect(requested.filter((path) => early.includes(path)).toSorted()).toEqual(early.toSorted())
})

test('the theme matches the system until one is chosen, and the choice is kept', async ({ page }) => {
  const theme = () => page.locator('html').getAttribute('data-mantine-color-scheme')
  const choose = async (name: string) => {
    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('group', { name: 'Theme' }).getByRole('button', { name }).click()
  }
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto('/')
  await expect.poll(theme).toBe('dark')
  await choose('Light')
  await expect.poll(theme).toBe('light')
  await page.reload()
  await expect.poll(theme).toBe('light')
  await choose('Match system')
  await expect.poll(theme).toBe('dark')
})

test.describe('an update server that is not responding', () => {
  test.use({ allowFailedLoads: true })

  test('has the chosen theme before the dashboard is loaded', async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'light' })
    await page.goto('/')
    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('group', { name: 'Theme' }).getByRole('button', { name: 'Dark' }).click()
    await page.route(/\/assets\/(?!colour-scheme).*\.js$/, (route) => route.abort())
    await page.reload()
    await expect(page.locator('#root')).toBeEmpty()
    await expect(page.getByText('Loading Platte…')).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  })

  test('is reported on the first load, and the dashboard opens once the server responds', async ({
    page,
  }) => {
    const everything = /\/(?:api|config|platte)(?:[/?]|$)/
    await page.route(everything, (route) => route.abort())
    await page.goto('/')
    const heading = page.getByRole('heading', { level: 1 })
    await expect(heading).toHaveText('The update server is not responding')
    await expectNoAxeViolations(page)
    await page.unroute(everything)
    await expect(heading).toHaveText('Fleet', { timeout: 15_000 })
  })

  test('or answers every read with an error is not called live, and the page stays while it reads again', async ({
    page,
  }) => {
    const everything = /\/(?:api|platte)\//u
    await page.route(everything, (route) =>
      route.fulfill({ status: 500, json: { error: 'internal', message: 'The disk is full.' } }),
    )
    await page.clock.install()
    await page.goto('/')
    await page.clock.runFor('00:05')
    await expect(page.getByRole('main')).toContainText('The groups could not be read.')
    await expect(page.getByRole('banner')).toContainText('No data yet')
    await expect(page.getByRole('banner')).not.toContainText('Live')
    await page.unroute(everything)
    // These are not answered.
    await page.route(everything, () => {})
    const again = page.waitForRequest('**/platte/status')
    await page.clock.runFor('01:10')
    await again
    await expect(page.getByText('The groups could not be read.')).toBeVisible()
    await expect(page.getByRole('main')).not.toHaveAttribute('data-waiting')
  })

  test('is reported once, above the data that was loaded before, until the server responds', async ({
    page,
  }) => {
    await page.clock.install()
    await page.goto('/?sort=group')
    const groups = page.getByRole('region', { name: 'Groups' })
    await expect(groups.getByRole('table')).toBeVisible()
    await page.route('**/api/**', (route) => route.abort())
    await page.clock.fastForward('01:01')
    await page.clock.resume()
    await expect(page.getByRole('main')).toContainText('The update server has not responded since')
    await expect(page.getByRole('banner')).toContainText(/\d\d:\d\d, .+ old/)
    await expect(page.getByRole('main')).not.toContainText('Failed to refresh')
    await expect(groups.getByRole('table')).toBeVisible()
    await page.unroute('**/api/**')
    await page.clock.fastForward('01:01')
    await expect(page.getByRole('banner')).toContainText('Live')
    await expect(page.getByRole('main')).not.toContainText('has not responded')
    await expect(page.getByRole('main')).not.toContainText('Failed to')
  })
})

test('a browser two hours ahead shows ages by the server’s clock, and reports once that its own is wrong', async ({
  world,
  page,
}) => {
  const kiosk = await kioskWithOneGroup(world, { policy_max_updates_per_period: 5 })
  const node = kiosk.node({ group: 'canary', version: '1.0.0', alias: 'front-door' })
  await node.checkIn()
  await page.clock.install({ time: Date.now() + 2 * HOUR_MS })
  await page.goto(kiosk.group('canary').path)
  const skew = page.getByRole('alert').filter({ hasText: 'ahead of the server’s' })
  await expect(skew).toContainText(/This computer’s clock is (?:2\sh|1\sh\s59\smin) ahead/)
  await expect(page.getByRole('banner')).toContainText('Live')
  await skew.getByRole('button', { name: 'Close' }).click()
  const tab = (name: string) =>
    page.getByRole('navigation', { name: 'Views of canary' }).getByRole('link', { name })
  await tab('Nodes').click()
  await expect(page.getByRole('row').filter({ hasText: 'front-door' })).toContainText(/just now|\d+\ss ago/)
  await tab('Rollout').click()
  await expect(page.getByRole('region', { name: 'Blocked by' })).toContainText(/Nothing|limit/)
  await expect(page.getByRole('main')).not.toContainText('Stalled')
  await expect(skew).toBeHidden()
})

test.describe('an address of a sign-in that is not here', () => {
  // It is a 404, which the browser logs.
  test.use({ allowFailedLoads: true })

  test('says that nobody has to sign in, and leads to the fleet', async ({ page }) => {
    needsPlatteServer()
    for (const path of ['/auth/start', '/auth/callback?code=x&state=y']) {
      expect((await page.goto(path))?.status()).toBe(404)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('No sign-in is needed')
      await expect(page.getByRole('main')).toContainText('This server requires no sign-in')
    }
    await expectNoAxeViolations(page)
    await page.getByRole('link', { name: 'Go to the fleet' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Fleet' })).toBeVisible()
  })
})

test.describe('the check of the sign-in', () => {
  // There is nothing to check, which the server answers with 404.
  test.use({ allowFailedLoads: true })

  test('says that Platte requires no sign-in, and which setting would change it', async ({ page }) => {
    needsPlatteServer()
    await page.goto('/sign-in/check')
    await expect(page.getByRole('main')).toContainText(
      'This server requires no sign-in: anyone who can reach it can see and change everything.',
    )
    await expect(page.getByRole('main')).toContainText('--auth-mode')
    await expectNoAxeViolations(page)
  })
})

test('a server that requires a sign-in shows a page that leads to it', async ({ browser }) => {
  const strict = await serve((request, response) => {
    const asksConfig = request.url === '/config'
    response.writeHead(asksConfig ? 200 : 401, { 'content-type': 'application/json' })
    response.end(JSON.stringify(asksConfig ? CONFIG_WITH_SIGN_IN : {}))
  })
  const server = await startPlatteServer(strict.url)
  try {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(server.url)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in')
    await expect(page.getByRole('link', { name: 'Sign in' })).toHaveAttribute(
      'href',
      '/platte/sign-in?return_to=%2F',
    )
    await expectNoAxeViolations(page)
    await context.close()
  } finally {
    await server.stop()
    await strict.stop()
  }
})

const CONFIG_WITH_SIGN_IN = {
  title: '',
  logo: '',
  header_style: 'light',
  auth_mode: 'oidc',
  access_management_url: '',
  login_url: '',
  nebraska_version: '4.0.0',
  oidc_client_id: 'nebraska',
  oidc_issuer_url: 'https://login.example.test/',
  oidc_scopes: 'openid',
  oidc_audience: null,
  oidc_logout_url: null,
}

test('on a phone the header’s current page is scrolled into view', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const pages = page.getByRole('navigation', { name: 'Pages' })
  const current = pages.locator('[aria-current=page]')
  await page.goto('/activity')
  await pages.getByRole('link', { name: 'Audit log' }).click()
  await expect(current).toHaveText('Audit log')
  await expect(current).toBeInViewport({ ratio: 0.99 })
  await page.reload()
  await expect(current).toBeInViewport({ ratio: 0.99 })
})
