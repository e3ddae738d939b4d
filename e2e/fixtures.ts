/**
 * What every spec starts from:
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
 *       await node.checksIn()
 *       await node.downloads()
 *       await node.installs()
 *       await page.goto(kiosk.group('canary').path)
 *       await expectTableRow(page.getByRole('table', { name: 'Nodes' }), { Node: 'front-door', Version: '1.0.0' })
 *     })
 *
 * `page` is on the worker's own server, so addresses are paths. A test fails when its page logs an error, throws one
 * or asks another origin for anything; where the server is meant to refuse or to be gone, say
 * `test.use({ toleratesFailedLoads: true })`. A world is there when its promise is kept: what remains to wait for is
 * the page, by `await expect(…)`, never by a time. Another operator's change is `kiosk.group('canary').change({ … })`,
 * and `page.reload()` or `page.clock` spares waiting for the page to ask again.
 *
 * With `E2E_UPDATE_SERVER=URL` the same tests run with our process in front of that server, whose applications are
 * not only theirs: find rows by `kiosk.name`. What only our own server tells is marked by `needsOurServer()`.
 */
import { expect, test as base } from '@playwright/test'
import { type OurServer, startOurServer } from './testing/our-server.ts'
import { watchPages } from './testing/page-watch.ts'
import { createWorld, type World } from './world/world.ts'

export { expect }

const elsewhere = process.env['E2E_UPDATE_SERVER'] ?? null

export interface TestFixtures {
  world: World
  toleratesFailedLoads: boolean
}

export interface WorkerFixtures {
  /** Of another update server that ours stands in front of; null where ours is one itself. */
  elsewhere: string | null
  server: OurServer
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  elsewhere: [elsewhere, { scope: 'worker', option: true }],
  server: [
    async ({ elsewhere }, lend) => {
      const server = await startOurServer(elsewhere)
      await lend(server)
      await server.stop()
    },
    { scope: 'worker', timeout: 150_000 },
  ],
  baseURL: async ({ server }, lend) => lend(server.url),
  world: async ({ server, elsewhere }, lend) => {
    const world = createWorld({ server: server.url, updateServer: elsewhere ?? server.url })
    await lend(world)
    await world.end()
  },
  // What others delete on a server that isn't only ours may be gone by the time that the page asks for it.
  toleratesFailedLoads: [elsewhere !== null, { option: true }],
  context: async ({ context, toleratesFailedLoads }, lend) => {
    const { complaints } = watchPages(context, { toleratesFailedLoads })
    await lend(context)
    expect(complaints, 'what the page must not do').toEqual([])
  },
})

/** In a test, or above all of a file: it is about what a Nebraska doesn't tell, and skipped in front of one. */
export function needsOurServer(): void {
  test.skip(elsewhere !== null, 'Only our own server can tell this.')
}
