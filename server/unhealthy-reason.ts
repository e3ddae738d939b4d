import type { Config } from '#server/config/config.ts'
import { errorMessage } from '#server/errors/error-message.ts'
import { hostForBrowser } from '#server/http/host-for-browser.ts'

const TIMEOUT_MS = 4_000

/**
 * Asks the server that these flags start whether it works; null where it does. In front of another update server that is
 * whether the dashboard is served, since `/health` is the other server's there.
 */
export async function unhealthyReason({ host, port, source }: Config): Promise<string | null> {
  const url = `http://${hostForBrowser(host)}:${port}${source.kind === 'own' ? '/health' : '/'}`
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) })
    await response.arrayBuffer()
    return response.ok ? null : `${url} responds with ${response.status}.`
  } catch (error) {
    return `${url} does not respond: ${errorMessage(error)}.`
  }
}
