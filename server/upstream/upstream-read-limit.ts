import { PrioritySemaphore } from '#server/concurrency/priority-semaphore.ts'

/**
 * How many resources and lists are read from an update server at once. A Nebraska holds the database connection on which
 * it reads a list while it asks for another one for the parts of each item, and has 25: lists of applications hold two
 * each, so of 13 at once none gets its third, and that server never responds again (measured with 3.0.0 and main). The
 * rest is for its nodes and for others who ask it.
 */
export const MAX_READS = 8

/** Statistics take a single connection, and up to minutes in a large fleet: they would hold up the others. */
const STATISTICS = /\/(?:instances_stats|instancescount|version_breakdown|(?:status|version)_timeline)$/

const NOTHING_TO_RELEASE = () => {}

/** Limits the concurrent reads of an update server, and queues the others. */
export class UpstreamReadLimit {
  readonly #semaphore = new PrioritySemaphore(MAX_READS)

  /**
   * Resolves when the request may be sent, with the function to call once its response has come: that server works on it
   * until then, also for a client that has left. Rejects where `signal` aborts before. A write waits for nothing.
   */
  acquire(
    { method, path }: { method: string; path: string },
    { urgent = false, signal }: { urgent?: boolean; signal?: AbortSignal } = {},
  ): Promise<() => void> {
    const { pathname } = new URL(path, 'http://update-server')
    const waits = method === 'GET' && pathname.startsWith('/api/') && !STATISTICS.test(pathname)
    return waits
      ? this.#semaphore.acquire({ urgent, ...(signal && { signal }) })
      : Promise.resolve(NOTHING_TO_RELEASE)
  }
}
