import type { Page, Request } from '@playwright/test'
import { setVisibility } from './testing/set-visibility.ts'
import { expect, test } from './fixtures.ts'
import { kioskWithOneGroup } from './testing/kiosk.ts'
import type { World } from './world/world.ts'

/** A request that marks a point in the order of requests. */
const MARKER = '/health?marker'

/**
 * Records the page's requests to the API. `fresh` resolves to the paths requested since its last call; `settle` waits until
 * no request is in progress, scripts included, and none follows: a slow answer lets the next one begin that is queued, and a
 * script that comes late shows a part that reads for the first time.
 */
function recordRequests(page: Page) {
  const requested: string[] = []
  const open = new Set<Request>()
  page.on('request', (request) => {
    if (request.url().endsWith(MARKER)) return
    open.add(request)
    const { pathname } = new URL(request.url())
    if (pathname.startsWith('/api/')) requested.push(pathname)
  })
  const end = (request: Request) => open.delete(request)
  page.on('requestfinished', end)
  page.on('requestfailed', end)
  const fresh = async () => {
    // Every earlier request is recorded once the marker's response is here.
    const marker = page.waitForResponse((response) => response.url().endsWith(MARKER))
    await page.evaluate((url) => fetch(url), MARKER)
    await marker
    return requested.splice(0)
  }
  const settle = () => expect.poll(async () => (await fresh()).length + open.size).toBe(0)
  return { fresh, settle }
}

async function pathsOf(world: World) {
  const kiosk = await kioskWithOneGroup(world)
  const node = kiosk.node({ group: 'canary', version: '1.0.0' })
  await node.checkIn()
  return { fleet: '/', group: kiosk.group('canary').path, node: node.path }
}

for (const name of ['fleet', 'group', 'node'] as const) {
  test(`the ${name} page polls while its tab is visible, and only then`, async ({ world, page }) => {
    const paths = await pathsOf(world)
    await page.clock.install()
    const requests = recordRequests(page)
    await page.goto(paths[name])
    await expect(page.getByRole('table').first()).toBeVisible()
    await requests.settle()
    await page.clock.runFor('00:05')
    await requests.settle()

    await page.clock.runFor('02:00')
    await expect.poll(requests.fresh).not.toEqual([])
    await requests.settle()

    await setVisibility(page, 'hidden')
    await page.clock.runFor('00:20')
    // What is queued already is still sent: three requests for each group of a Nebraska.
    await requests.settle()
    await page.clock.runFor('10:00')
    expect(await requests.fresh()).toEqual([])

    await setVisibility(page, 'visible')
    await page.clock.runFor('01:10')
    await expect.poll(requests.fresh).not.toEqual([])
  })
}

test('the page of a node at rest makes each request once a minute at most', async ({ world, page }) => {
  const kiosk = await kioskWithOneGroup(world)
  const node = kiosk.node({ group: 'canary', version: '1.0.0' })
  await node.update()
  await page.clock.install()
  const times = new Map<string, number>()
  await page.goto(node.path)
  await expect(page.getByRole('table', { name: 'Updates', exact: true })).toBeVisible()
  await page.clock.runFor('00:30')
  const { fresh } = recordRequests(page)
  await fresh()
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (/^\/(?:api|platte)\//.test(pathname)) times.set(pathname, (times.get(pathname) ?? 0) + 1)
  })
  for (let minute = 0; minute < 3; minute += 1) {
    await page.clock.runFor('01:00')
    await fresh()
  }
  expect([...times].filter(([, requests]) => requests > 3)).toEqual([])
  expect(times.size).toBeGreaterThan(2)
})
