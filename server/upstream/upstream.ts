import { MINUTE_MS } from '#contract/time-units.ts'
import { type ServerConfig, serverConfigSchema } from '#contract/server-config.ts'
import type { Clock } from '#server/clock.ts'
import { type UpstreamAddress, UpstreamClient } from './upstream-client.ts'
import { UpstreamRoles } from './upstream-roles.ts'
import { UpstreamReadLimit } from './upstream-read-limit.ts'

/** How long the update server's own settings count until they are read again. */
const CONFIG_MS = 5 * MINUTE_MS

/** The update server that this process is in front of. */
export interface Upstream extends UpstreamAddress {
  client: UpstreamClient
  /** What it lets people do. */
  roles: UpstreamRoles
  /** Its settings; what it said last counts on while it is down. Throws an `HttpError` where it never said anything. */
  readConfig: () => Promise<ServerConfig>
}

/** @param url without a slash at its end */
export function connectUpstream(url: string, clock: Clock): Upstream {
  const address = { url, readLimit: new UpstreamReadLimit() }
  const client = new UpstreamClient(address)
  return {
    ...address,
    client,
    roles: new UpstreamRoles(client, clock),
    readConfig: createConfigReader(client, clock),
  }
}

function createConfigReader(client: UpstreamClient, clock: Clock): () => Promise<ServerConfig> {
  let known: { at: number; config: ServerConfig } | null = null
  return async () => {
    const now = clock.now().getTime()
    if (known && now - known.at < CONFIG_MS) return known.config
    try {
      const config = await client.get('/config', serverConfigSchema, {})
      known = { at: now, config }
      return config
    } catch (error) {
      if (known) return known.config
      throw error
    }
  }
}
