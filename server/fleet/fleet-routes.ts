import type { FastifyInstance } from 'fastify'
import type { FleetSummary } from '#contract/fleet-summary.ts'
import type { Context } from '#server/context.ts'
import { countedSummary } from './counted-summary.ts'
import { createFleetGatherer } from '#server/upstream/gather-fleet.ts'

const PATH = '/platte/fleet'
const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

/** The numbers of every group in one answer. */
export function registerFleetRoute(app: FastifyInstance, { db, clock }: Context): void {
  app.get(PATH, (): Promise<FleetSummary> => countedSummary(db, clock.now()))
}

/** The same in front of an update server elsewhere, which has to be asked group by group. */
export function registerGatheredFleetRoute(app: FastifyInstance, updateServer: string): void {
  const fleet = createFleetGatherer(updateServer)
  app.addHook('onClose', fleet.stop)
  app.addHook('onResponse', async ({ method }) => {
    if (!READS.has(method)) fleet.outdate()
  })
  app.get(PATH, ({ headers }): Promise<FleetSummary> => fleet.summary(headers))
}
