import type { FastifyInstance } from 'fastify'
import type { FleetSummary } from '#contract/fleet-summary.ts'
import type { Context } from '#server/context.ts'
import { FleetGatherer } from '#server/upstream/fleet-gatherer.ts'
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
  updateServer: string,
  { clock }: Pick<Context, 'clock'>,
): void {
  const gatherer = new FleetGatherer(updateServer, { clock })
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

/** The times say nothing about the counts, unless those of a group could not be read again: then they get old. */
function taggedSummary(summary: FleetSummary): ResponseBody {
  const isCurrent = !summary.gathering && summary.groups.every(({ error }) => error === null)
  return new ResponseBody(summary, isCurrent ? TIMES : [])
}
