import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import type { World } from './world/world.ts'

/** A request that marks a point in the order of requests. */
const MARKER = '/health?marker'

/** Simulates switching to this tab or away from it. */
async function setVisibility(page: Page, visibility: 'visible' | 'hidden'): Promise<void> {
  await page.evaluate((state) => {
    Object.defineProperty(document, 'visibilityState', { value: state, configurable: true })
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  }, visibility)
}

/** The returned function resolves to the paths requested since its last call. */
function recordRequests(page: Page): () => Promise<string[]> {
  const requested: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith('/api/')) requested.push(pathname)
  })
  return async () => {
    // Every earlier request is recorded once the marker's response is here.
    const marker = page.waitForResponse((response) => response.url().endsWith(MARKER))
    await page.evaluate((url) => fetch(url), MARKER)
    await marker
    return requested.splice(0)
  }
}

async function pathsOf(world: World) {
  const kiosk = await world.application({
    channels: { stable: '2.0.0' },
    groups: { canary: { channel: 'stable' } },
  })
  const node = kiosk.node({ group: 'canary', version: '1.0.0' })
  await node.checkIn()
  return { fleet: '/', group: kiosk.group('canary').path, node: node.path }
}

for (const name of ['fleet', 'group', 'node'] as const) {
  test(`the ${name} page polls while its tab is visible, and only then`, async ({ world, page }) => {
    const paths = await pathsOf(world)
    await page.clock.install()
    const newRequests = recordRequests(page)
    await page.goto(paths[name])
    await expect(page.getByRole('table').first()).toBeVisible()
    await page.clock.runFor('00:05')
    await newRequests()

    await page.clock.runFor('02:00')
    await expect.poll(newRequests).not.toEqual([])

    await setVisibility(page, 'hidden')
    await page.clock.runFor('00:20')
    // What is queued already is still sent: three requests for each group of a Nebraska.
    await expect.poll(newRequests).toEqual([])
    await page.clock.runFor('10:00')
    expect(await newRequests()).toEqual([])

    await setVisibility(page, 'visible')
    await page.clock.runFor('01:10')
    await expect.poll(newRequests).not.toEqual([])
  })
}

test('the page of a node at rest makes each request once a minute at most', async ({ world, page }) => {
  const kiosk = await world.application({
    channels: { stable: '2.0.0' },
    groups: { canary: { channel: 'stable' } },
  })
  const node = kiosk.node({ group: 'canary', version: '1.0.0' })
  await node.update()
  await page.clock.install()
  const times = new Map<string, number>()
  await page.goto(node.path)
  await expect(page.getByRole('table', { name: 'Updates', exact: true })).toBeVisible()
  await page.clock.runFor('00:30')
  const newRequests = recordRequests(page)
  await newRequests()
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (/^\/(?:api|platte)\//.test(pathname)) times.set(pathname, (times.get(pathname) ?? 0) + 1)
  })
  for (let minute = 0; minute < 3; minute += 1) {
    // oxlint-disable-next-line no-await-in-loop -- minute after minute
    await page.clock.runFor('01:00')
    // oxlint-disable-next-line no-await-in-loop
    await newRequests()
  }
  expect([...times].filter(([, requests]) => requests > 3)).toEqual([])
  expect(times.size).toBeGreaterThan(2)
})
