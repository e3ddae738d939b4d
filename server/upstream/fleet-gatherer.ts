import type { IncomingHttpHeaders } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import PQueue from 'p-queue'
import type { FleetSummary, GroupStats } from '#contract/fleet-summary.ts'
import { instanceStatsSchema, versionBreakdownSchema } from '#contract/group-statistics.ts'
import { limitBreakdown, MAX_LISTED_VERSIONS } from '#contract/version-limit.ts'
import { MINUTE_MS, SECOND_MS } from '#contract/time-units.ts'
import { type Clock, systemClock } from '#server/clock.ts'
import { errorMessage } from '#server/errors/error-message.ts'
import { HttpError } from '#server/http/http-error.ts'
import { listApplications } from './list-applications.ts'
import { type Credentials, credentialsOf, type UpstreamAddress, UpstreamClient } from './upstream-client.ts'

const MAX_CONCURRENT_REQUESTS = 6
/** How long one gathering serves every viewer. */
const MAX_AGE_MS = 30 * SECOND_MS
/** Older stats are dropped while a group is read again. */
const MAX_STALE_MS = 5 * MINUTE_MS
/** A viewer who has waited this long gets the stats gathered so far, and requests the rest later. */
const MAX_WAIT_MS = 1500

interface GathererOptions {
  clock?: Clock
  maxWaitMs?: number
}

/** Gathers the stats of an update server's groups: one gathering for all viewers. */
export class FleetGatherer {
  readonly #client: UpstreamClient
  readonly #queue = new PQueue({ concurrency: MAX_CONCURRENT_REQUESTS })
  readonly #clock: Clock
  readonly #maxWaitMs: number
  #groups = new Map<string, GroupStats>()
  #gatheredAt = -Infinity
  #gathering: Promise<void> | null = null
  #isInvalid = false

  constructor(
    upstream: UpstreamAddress,
    { clock = systemClock, maxWaitMs = MAX_WAIT_MS }: GathererOptions = {},
  ) {
    this.#client = new UpstreamClient(upstream)
    this.#clock = clock
    this.#maxWaitMs = maxWaitMs
  }

  /**
   * Gathers what is due, and waits for it within the maximal wait. The viewer needs access to the update server, where
   * everyone with access sees the same. Throws an `HttpError` where it can't be reached or denies access.
   */
  async gather(headers: IncomingHttpHeaders): Promise<void> {
    const credentials = credentialsOf(headers)
    try {
      await this.#client.requireAccess(credentials)
    } catch (error) {
      // The fleet may change while the server is down.
      if (error instanceof HttpError && error.status >= 500) this.invalidate()
      throw error
    }
    await waitAtMost(this.#maxWaitMs, this.#gatherIfDue(credentials))
  }

  /** The stats gathered so far, for viewers for whom `gather` has just resolved. */
  summary(): FleetSummary {
    return {
      source: 'gathered',
      now_ts: this.#clock.now().toISOString(),
      gathering: this.#gathering !== null,
      groups: [...this.#groups.values()],
    }
  }

  /** Makes the next viewer start a new gathering, such as after a write. */
  invalidate(): void {
    this.#isInvalid = true
  }

  stop(): void {
    this.#queue.clear()
    this.#client.stop()
  }

  #gatherIfDue(credentials: Credentials): Promise<void> {
    // A gathering in progress is another viewer's, and so is its failure, such as a session that has just ended.
    if (this.#gathering) return this.#gathering.catch(() => this.#gatherIfDue(credentials))
    const isDue = this.#isInvalid || this.#clock.now().getTime() - this.#gatheredAt >= MAX_AGE_MS
    if (isDue) {
      this.#gathering = this.#gather(credentials).finally(() => {
        this.#gathering = null
      })
    }
    return this.#gathering ?? Promise.resolve()
  }

  async #gather(credentials: Credentials): Promise<void> {
    const startedAt = this.#clock.now().getTime()
    this.#isInvalid = false
    const applications = await listApplications(this.#client, credentials)
    const groups = applications.flatMap((application) => application.groups ?? [])
    const previous = this.#groups
    this.#groups = new Map(
      groups.map(({ application_id, id }) => [
        id,
        freshStats(previous.get(id), startedAt) ?? unreadStats(application_id, id),
      ]),
    )
    await Promise.all(groups.map(({ id }) => this.#gatherGroup(id, credentials)))
    this.#gatheredAt = startedAt
  }

  async #gatherGroup(id: string, credentials: Credentials): Promise<void> {
    const previous = this.#groups.get(id)
    if (!previous) return
    const path = `/api/apps/${previous.application_id}/groups/${id}`
    const readStats = (duration: '1d' | '30d') =>
      this.#queue.add(() =>
        this.#client.get(`${path}/instances_stats?duration=${duration}`, instanceStatsSchema, credentials),
      )
    const readVersions = () =>
      this.#client.get(`${path}/version_breakdown`, versionBreakdownSchema, credentials)
    try {
      const [lastDay, last30Days, version_breakdown] = await Promise.all([
        readStats('1d'),
        readStats('30d'),
        this.#queue.add(readVersions),
      ])
      this.#groups.set(id, {
        ...previous,
        instances_stats: { '1d': lastDay, '30d': last30Days },
        version_breakdown: limitBreakdown(version_breakdown, MAX_LISTED_VERSIONS),
        read_ts: this.#clock.now().toISOString(),
        error: null,
      })
    } catch (error) {
      this.#groups.set(id, { ...previous, error: errorMessage(error) })
    }
  }
}

async function waitAtMost(milliseconds: number, promise: Promise<void>): Promise<void> {
  const settled = new AbortController()
  try {
    await Promise.race([promise, delay(milliseconds, undefined, { signal: settled.signal })])
  } finally {
    settled.abort()
  }
}

function freshStats(stats: GroupStats | undefined, now: number): GroupStats | null {
  if (!stats || stats.read_ts === null) return null
  return now - Date.parse(stats.read_ts) <= MAX_STALE_MS ? stats : null
}

const unreadStats = (application_id: string, group_id: string): GroupStats => ({
  application_id,
  group_id,
  instances_stats: null,
  version_breakdown: null,
  paused_ts: null,
  last_completion_ts: null,
  rollout_started_ts: null,
  read_ts: null,
  error: null,
})
