import { test as base } from '../fixtures.ts'
import { type PlatteServer, startPlatteServer } from './platte-server.ts'

/** `test` with a server of its own that runs the demo: a simulated fleet with thirty days of history, one per worker. */
export const demoTest = base.extend<object, { demo: PlatteServer }>({
  demo: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the required fixtures from this pattern
    async ({}, provide) => {
      const demo = await startPlatteServer(null, { demo: true })
      await provide(demo)
      await demo.stop()
    },
    { scope: 'worker', timeout: 150_000 },
  ],
})
