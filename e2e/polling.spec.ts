import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import type { World } from './world/world.ts'

const MARK = '/health?mark'

/** As when somebody looks at another tab. */
async function look(page: Page, where: 'visible' | 'hidden'): Promise<void> {
  await page.evaluate((state) => {
    Object.defineProperty(document, 'visibilityState', { value: state, configurable: true })
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  }, where)
}

/** What the page asked the update server for since it was last asked. */
function watchQuestions(page: Page): () => Promise<string[]> {
  const asked: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith('/api/')) asked.push(pathname)
  })
  return async () => {
    // Whatever the page asked before is known once this is.
    const marked = page.waitForResponse((response) => response.url().endsWith(MARK))
    await page.evaluate((url) => fetch(url), MARK)
    await marked
    return asked.splice(0)
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
  test(`the page of a ${name} asks again and again, but not while nobody looks`, async ({ world, page }) => {
    const paths = await pathsOf(world)
    await page.clock.install()
    const questions = watchQuestions(page)
    await page.goto(paths[name])
    await expect(page.getByRole('table').first()).toBeVisible()
    await page.clock.runFor('00:05')
    await questions()

    await page.clock.runFor('02:00')
    await expect.poll(questions).not.toEqual([])

    await look(page, 'hidden')
    await page.clock.runFor('00:20')
    await questions()
    await page.clock.runFor('10:00')
    expect(await questions()).toEqual([])

    await look(page, 'visible')
    await page.clock.runFor('01:10')
    await expect.poll(questions).not.toEqual([])
  })
}
