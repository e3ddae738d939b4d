import { focusManager, type QueryClient } from '@tanstack/react-query'
import { SECOND_MS } from '#contract/time-units.ts'
import { connection } from '#src/api/connection.ts'
import { serverConfigQuery } from '#src/api/server-config.ts'
import { serverNow } from '#src/lib/server-clock.ts'
import { failedInOutage } from './query-client.ts'

const CHECK_INTERVAL_MS = 5 * SECOND_MS
/** Just over half the time between two polls of a page at rest, which sends one request more a minute for it. */
const MAX_SILENCE_MS = 32 * SECOND_MS

/**
 * Finds out in good time that the server is away or back, however rarely the page polls: asks a server that has not been heard
 * for a while, and one that is away every few seconds. Rests while the tab is hidden, as polls do.
 * @returns stops it
 */
export function watchConnection(client: QueryClient): () => void {
  // A configuration that alone can't be read says nothing each time that it is asked for.
  let askedAt = 0
  const timer = setInterval(() => {
    if (!focusManager.isFocused()) return
    const { outage, lastResponse } = connection.get()
    if (outage !== null) void refetch(client, longestFailedKey(client))
    else if (lastResponse !== null && serverNow() - Math.max(lastResponse, askedAt) >= MAX_SILENCE_MS) {
      askedAt = serverNow()
      void refetch(client, serverConfigQuery().queryKey)
    }
  }, CHECK_INTERVAL_MS)
  return () => clearInterval(timer)
}

const refetch = (client: QueryClient, queryKey: readonly unknown[]) =>
  client.refetchQueries({ queryKey, exact: true, type: 'active' }, { cancelRefetch: false })

/**
 * Of what failed in the outage, the read that has waited longest, so that each has its turn. The configuration alone would not
 * do: Platte's server still reports it while its database is down.
 */
function longestFailedKey(client: QueryClient): readonly unknown[] {
  const failed = client.getQueryCache().findAll({ type: 'active', predicate: failedInOutage })
  const [first] = failed.toSorted((a, b) => a.state.errorUpdatedAt - b.state.errorUpdatedAt)
  return first?.queryKey ?? serverConfigQuery().queryKey
}
