/**
 * The fixtures of every spec:
 *
 *     import { expect, test } from './fixtures.ts'
 *
 *     test('a node that installed its update waits for its reboot', async ({ world, page }) => {
 *       const kiosk = await world.application({
 *         channels: { stable: '2.0.0' },
 *         groups: { canary: { channel: 'stable', policy: { policy_max_updates_per_period: 5 } } },
 *       })
 *       await kiosk.nodes(11, { group: 'canary', version: '2.0.0' }).checkIn()
 *       const node = kiosk.node({ group: 'canary', version: '1.0.0', alias: 'front-door' })
 *       await node.checkIn()
 *       await node.download()
 *       await node.install()
 *       await page.goto(`${kiosk.group('canary').path}/nodes`)
 *       await expectTableRow(page.getByRole('table', { name: 'Nodes' }), { Node: 'front-door', Version: '1.0.0' })
 *     })
 *
 * `page` is on the worker's own server, so URLs are paths. A test fails when its page logs or throws an error, or
 * requests anything from another origin; where the server is meant to reject a request or to be down, set
 * `test.use({ allowFailedLoads: true })`. Once the promise of a `world` call resolves, the server has the data; only
 * the page remains to wait for, with `await expect(…)`, never with a timeout. `kiosk.group('canary').change({ … })`
 * stands for another operator's change; `page.reload()` or `page.clock` saves waiting for the next poll.
 *
 * With `E2E_UPDATE_SERVER=URL` the same tests run with Platte in front of that server, and with `E2E_UPDATE_SERVER=3.0.0`
 * in front of one that answers as that release of Nebraska does. With `E2E_INSIDE=URL` that server serves the dashboard
 * itself, without a process of ours. It may have applications of its own: find rows by `kiosk.name`. Tests of what a
 * Nebraska does not report call `needsPlatteServer()`, those of what our process adds to any server
 * `needsPlatteProcess()`.
 */
import { expect, test as base } from '@playwright/test'
import { type PlatteServer, startPlatteServer } from './testing/platte-server.ts'
import { watchPages } from './testing/page-watch.ts'
import { createWorld, type World } from './world/world.ts'

export { expect }

/** URL of the Nebraska that serves the dashboard; null where our process does. */
const inside = process.env['E2E_INSIDE'] ?? null
const upstream = inside ?? process.env['E2E_UPDATE_SERVER'] ?? null

export interface TestFixtures {
  world: World
  allowFailedLoads: boolean
  /** The origin of a sign-in provider that pages may request; null for none. */
  providerOrigin: string | null
}

export interface WorkerFixtures {
  /** URL of the update server behind or around Platte; null where Platte is the update server. */
  upstream: string | null
  /** Whether our process serves the dashboard, which keeps an audit log and freezes. */
  hasAuditLog: boolean
  server: PlatteServer
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  upstream: [upstream, { scope: 'worker', option: true }],
  hasAuditLog: [inside === null, { scope: 'worker', option: true }],
  server: [
    async ({ upstream }, provide) => {
      const server =
        inside === null
          ? // The tests' own files are on loopback.
            await startPlatteServer(upstream, { flags: ['--mirror-network', '127.0.0.0/8'] })
          : { url: inside, stop: () => Promise.resolve() }
      await provide(server)
      await server.stop()
    },
    { scope: 'worker', timeout: 150_000 },
  ],
  baseURL: async ({ server }, provide) => provide(server.url),
  world: async ({ server, upstream }, provide) => {
    const world = createWorld({ server: server.url, updateServer: upstream ?? server.url })
    await provide(world)
    await world.deleteAll()
  },
  // On a shared server, somebody else may delete what the page is about to request.
  allowFailedLoads: [upstream !== null, { option: true }],
  providerOrigin: [null, { option: true }],
  context: async ({ context, allowFailedLoads, providerOrigin }, provide) => {
    const { violations } = watchPages(context, { allowFailedLoads, providerOrigin })
    await provide(context)
    expect(violations, 'what the page must not do').toEqual([])
  },
  page: async ({ page }, provide) => {
    await provide(page)
    // What is being answered as the test ends is nobody's any more.
    await page.unrouteAll({ behavior: 'ignoreErrors' })
  },
})

/** Skips a test, or a whole file, in front of another update server: a Nebraska does not report what it tests. */
export function needsPlatteServer(): void {
  test.skip(upstream !== null, 'Only Platte’s own server reports this.')
}

/** Skips a test, or a whole file, inside a Nebraska: audit log, freezes and gathered numbers are our process's. */
export function needsPlatteProcess(): void {
  test.skip(inside !== null, 'Only Platte’s own process has this.')
}
