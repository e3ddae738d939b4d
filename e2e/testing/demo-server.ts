import { test as base } from '../fixtures.ts'
import { type OurServer, startOurServer } from './our-server.ts'

/** With the simulated fleet, which has thirty days behind it; one a worker. */
export const demoTest = base.extend<object, { demo: OurServer }>({
  demo: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads which fixtures it needs from here
    async ({}, lend) => {
      const demo = await startOurServer(null, { demo: true })
      await lend(demo)
      await demo.stop()
    },
    { scope: 'worker', timeout: 150_000 },
  ],
})
