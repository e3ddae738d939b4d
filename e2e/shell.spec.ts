import { createServer, type RequestListener } from 'node:http'
import { expect, test } from './fixtures.ts'
import { expectNoAxeViolations } from './testing/expect-no-axe-violations.ts'
import { startPlatteServer } from './testing/platte-server.ts'

test('a page that is not there says so and leads back', async ({ page }) => {
  await page.goto('/no/such/page')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such page')
  await expectNoAxeViolations(page)
  await page.getByRole('link', { name: 'Go to the fleet' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Fleet' })).toBeFocused()
})

test('a keyboard skips to the content first', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1, name: 'Fleet' })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
})

test('the theme follows the system until somebody chooses one, and the choice is kept', async ({ page }) => {
  const theme = () => page.locator('html').getAttribute('data-mantine-color-scheme')
  const option = (name: string) => page.getByRole('group', { name: 'Theme' }).getByRole('button', { name })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto('/')
  await expect.poll(theme).toBe('dark')
  await option('Light').click()
  await expect.poll(theme).toBe('light')
  await page.reload()
  await expect.poll(theme).toBe('light')
  await option('As the system').click()
  await expect.poll(theme).toBe('dark')
})

test.describe('a server that does not answer', () => {
  test.use({ allowFailedLoads: true })

  test('shows the chosen theme before the dashboard is loaded', async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'light' })
    await page.goto('/')
    await page.getByRole('group', { name: 'Theme' }).getByRole('button', { name: 'Dark' }).click()
    await page.route(/\/assets\/(?!colour-scheme).*\.js$/, (route) => route.abort())
    await page.reload()
    await expect(page.locator('#root')).toBeEmpty()
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  })

  test('is told at the start, and the dashboard goes on by itself once it does', async ({ page }) => {
    const everything = /\/(?:api|config|platte)(?:[/?]|$)/
    await page.route(everything, (route) => route.abort())
    await page.goto('/')
    const heading = page.getByRole('heading', { level: 1 })
    await expect(heading).toHaveText('The update server does not answer')
    await expectNoAxeViolations(page)
    await page.unroute(everything)
    await expect(heading).toHaveText('Fleet', { timeout: 15_000 })
  })

  test('is told beside what was read before', async ({ page }) => {
    await page.clock.install()
    await page.goto('/')
    const groups = page.getByRole('region', { name: 'Groups' })
    await expect(groups.getByRole('table')).toBeVisible()
    await page.route('**/api/**', (route) => route.abort())
    await page.clock.fastForward('01:01')
    await page.clock.resume()
    await expect(page.getByRole('main')).toContainText('The update server has not answered since')
    await expect(groups).toContainText('Could not be refreshed')
    await expect(groups.getByRole('table')).toBeVisible()
    await page.unroute('**/api/**')
    await groups.getByRole('button', { name: 'Retry' }).click()
    await expect(groups).not.toContainText('Could not be refreshed')
    await expect(page.getByRole('main')).not.toContainText('has not answered')
  })
})

test('says what to do in front of a server that asks people to sign in', async ({ browser }) => {
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
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This server asks people to sign in')
    await expect(page.getByRole('main')).toContainText('oidc')
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

/** Another update server, as far as a dashboard comes that may not in. */
async function serve(answer: RequestListener) {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  const stop = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { url: `http://127.0.0.1:${address.port}`, stop }
}
