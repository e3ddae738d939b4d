import type { FastifyInstance } from 'fastify'
import type { FleetSummary } from '#contract/fleet-summary.ts'
import { SECOND_MS } from '#contract/time-units.ts'
import type { Context } from '#server/context.ts'
import { FleetGatherer } from '#server/upstream/fleet-gatherer.ts'
import type { UpstreamAddress } from '#server/upstream/upstream-client.ts'
import { isSafeMethod } from '#server/http/is-safe-method.ts'
import { ResponseBody } from '#server/reads/response-body.ts'
import { SHARED_READ } from '#server/reads/shared-reads.ts'
import { readFleetSummary } from './read-fleet-summary.ts'

const PATH = '/platte/fleet'
const TIMES = ['now_ts', 'read_ts']

/** The stats of every group in one response. */
export function registerFleetRoute(app: FastifyInstance, { db, clock }: Context): void {
  // Every group is read at the moment of the response, so both times say nothing about the counts.
  const sharedRead = { untagged: TIMES }
  app.get(PATH, { config: { sharedRead } }, (): Promise<FleetSummary> => readFleetSummary(db, clock.now()))
}

/** The same in front of another update server, whose groups are read one by one. */
export function registerGatheredFleetRoute(
  app: FastifyInstance,
  upstream: UpstreamAddress,
  { clock }: Pick<Context, 'clock'>,
): void {
  const gatherer = new FleetGatherer(upstream, { clock })
  app.addHook('onClose', async () => gatherer.stop())
  app.addHook('onResponse', async ({ method }) => {
    if (!isSafeMethod(method)) gatherer.invalidate()
  })
  app.get(
    PATH,
    { config: SHARED_READ, preHandler: async ({ headers }) => gatherer.gather(headers) },
    (): ResponseBody => taggedSummary(gatherer.summary()),
  )
}

/**
 * The times say nothing about the counts, so the age of the oldest ones is reported beside them; unless those of a group
 * could not be read again: then they get old.
 */
function taggedSummary(summary: FleetSummary): ResponseBody {
  const isCurrent = !summary.gathering && summary.groups.every(({ error }) => error === null)
  if (!isCurrent) return new ResponseBody(summary)
  const now = Date.parse(summary.now_ts)
  const ages = summary.groups.map(({ read_ts }) => (read_ts === null ? 0 : now - Date.parse(read_ts)))
  const age = Math.ceil(Math.max(0, ...ages) / SECOND_MS)
  return new ResponseBody(summary, { untagged: TIMES, age })
}
