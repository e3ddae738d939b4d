import { MINUTE_MS } from '#contract/time-units.ts'
import type { IncomingHttpHeaders } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import PQueue from 'p-queue'
import { applicationPageSchema } from '#contract/application.ts'
import type { FleetSummary, GroupStats } from '#contract/fleet-summary.ts'
import { instanceStatsSchema, versionBreakdownSchema } from '#contract/group-statistics.ts'
import { type Clock, systemClock } from '#server/clock.ts'
import { HttpError } from '#server/http/http-error.ts'
import { type Credentials, credentialsOf, UpstreamClient } from './upstream-client.ts'

const REQUESTS_AT_ONCE = 6
/** How long a gathering serves everybody. */
const KEPT_MS = 30_000
/** What is older is no longer told while it is read anew. */
const TOLD_AT_MOST_MS = 5 * MINUTE_MS
/** A viewer gets what there is after this long, and asks again for the rest. */
const PATIENCE_MS = 1500

const APPLICATIONS = '/api/apps?page=1&perpage=1000'

interface GathererOptions {
  clock?: Clock
  patience?: number
}

/** Gathers the numbers of an update server's groups: one gathering for all viewers. */
export function createFleetGatherer(
  updateServer: string,
  { clock = systemClock, patience = PATIENCE_MS }: GathererOptions = {},
) {
  const client = new UpstreamClient(updateServer)
  const queue = new PQueue({ concurrency: REQUESTS_AT_ONCE })
  let groups = new Map<string, GroupStats>()
  let gatheredAt = -Infinity
  let gathering: Promise<void> | null = null
  let outdated = false

  async function gather(credentials: Credentials): Promise<void> {
    const startedAt = clock.now().getTime()
    outdated = false
    const page = await client.get(APPLICATIONS, applicationPageSchema, credentials)
    const listed = (page.applications ?? []).flatMap((application) => application.groups ?? [])
    groups = new Map(
      listed.map(({ application_id, id }) => [
        id,
        recent(groups.get(id), startedAt) ?? notReadYet(application_id, id),
      ]),
    )
    await Promise.all(listed.map(({ id }) => gatherGroup(id, credentials)))
    gatheredAt = startedAt
  }

  async function gatherGroup(id: string, credentials: Credentials): Promise<void> {
    const before = groups.get(id)
    if (!before) return
    const path = `/api/apps/${before.application_id}/groups/${id}`
    const stats = (duration: '1d' | '30d') =>
      queue.add(() =>
        client.get(`${path}/instances_stats?duration=${duration}`, instanceStatsSchema, credentials),
      )
    try {
      const [lastDay, last30Days, version_breakdown] = await Promise.all([
        stats('1d'),
        stats('30d'),
        queue.add(() => client.get(`${path}/version_breakdown`, versionBreakdownSchema, credentials)),
      ])
      groups.set(id, {
        ...before,
        instances_stats: { '1d': lastDay, '30d': last30Days },
        version_breakdown,
        read_ts: clock.now().toISOString(),
        error: null,
      })
    } catch (error) {
      groups.set(id, { ...before, error: error instanceof Error ? error.message : String(error) })
    }
  }

  function gatherIfDue(credentials: Credentials): Promise<void> {
    const isOld = outdated || clock.now().getTime() - gatheredAt >= KEPT_MS
    if (!gathering && isOld) {
      gathering = gather(credentials).finally(() => {
        gathering = null
      })
    }
    return gathering ?? Promise.resolve()
  }

  return {
    /**
     * What there is, soon. Whoever asks must be let in by the update server: all who are see the same there.
     * Throws a `HttpError` where it isn't reached or doesn't let them in.
     */
    async summary(headers: IncomingHttpHeaders): Promise<FleetSummary> {
      const credentials = credentialsOf(headers)
      try {
        await client.requireAccess(credentials)
      } catch (error) {
        // Nobody knows what happens there meanwhile.
        if (error instanceof HttpError && error.status >= 500) outdated = true
        throw error
      }
      await inTime(gatherIfDue(credentials), patience)
      return {
        source: 'gathered',
        now_ts: clock.now().toISOString(),
        gathering: gathering !== null,
        groups: [...groups.values()],
      }
    },
    /** Something was written there: what was gathered before is not kept any longer. */
    outdate: () => {
      outdated = true
    },
    stop: () => {
      queue.clear()
      client.stop()
    },
  }
}

/** Waits for the promise, and no longer than this. */
async function inTime(promise: Promise<void>, milliseconds: number): Promise<void> {
  const settled = new AbortController()
  try {
    await Promise.race([promise, delay(milliseconds, undefined, { signal: settled.signal })])
  } finally {
    settled.abort()
  }
}

function recent(numbers: GroupStats | undefined, now: number): GroupStats | null {
  if (!numbers || numbers.read_ts === null) return null
  return now - Date.parse(numbers.read_ts) <= TOLD_AT_MOST_MS ? numbers : null
}

const notReadYet = (application_id: string, group_id: string): GroupStats => ({
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
