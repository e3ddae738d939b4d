import { test as base } from '../fixtures.ts'
import { type NetworkLink, startNetworkLink } from './network-link.ts'
import { startPlatteServer } from './platte-server.ts'

interface NetworkLinkFixtures {
  /** Leads to the worker's own server. */
  link: NetworkLink
  /** URL of a Platte that has its update server at the far end of `link`. */
  dashboard: string
}

/** `test` with a connection to the server that can be cut, and with a dashboard that depends on it. */
export const networkLinkTest = base.extend<NetworkLinkFixtures>({
  link: async ({ server }, provide) => {
    const link = await startNetworkLink(server.url)
    await provide(link)
    await link.stop()
  },
  dashboard: async ({ link }, provide) => {
    const front = await startPlatteServer(link.url)
    await provide(front.url)
    await front.stop()
  },
})
