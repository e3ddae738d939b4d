import { Turns } from '#server/concurrency/turns.ts'

/**
 * How many resources and lists are read from an update server at once. A Nebraska holds the database connection on which
 * it reads a list while it asks for another one for the parts of each item, and has 25: lists of applications hold two
 * each, so of 13 at once none gets its third, and that server never responds again (measured with 3.0.0 and main). The
 * rest is for its nodes and for others who ask it.
 */
export const MAX_READS = 8

/** Statistics take a single connection, and up to minutes in a large fleet: they would hold up the others. */
const STATISTICS = /\/(?:instances_stats|instancescount|version_breakdown|(?:status|version)_timeline)$/

const NO_TURN = () => {}

/** Whose turn it is to read from an update server. */
export class UpstreamTurns {
  readonly #turns = new Turns(MAX_READS)

  /**
   * Resolves when the request may be sent, with the function to call once its response has come: that server works on it
   * until then, also for a client that has left. Rejects where `signal` aborts before. A write waits for nothing.
   */
  take(
    { method, path }: { method: string; path: string },
    { urgent = false, signal }: { urgent?: boolean; signal?: AbortSignal } = {},
  ): Promise<() => void> {
    const { pathname } = new URL(path, 'http://update-server')
    const waits = method === 'GET' && pathname.startsWith('/api/') && !STATISTICS.test(pathname)
    return waits ? this.#turns.take({ urgent, ...(signal && { signal }) }) : Promise.resolve(NO_TURN)
  }
}
