import type { FastifyInstance } from 'fastify'
import type { PlatteStatus } from '#contract/platte-status.ts'
import type { Context } from '#server/context.ts'
import { version } from '#server/config/version.ts'
import { readDemoMarker } from '#server/demo/demo-settings.ts'
import {
  countRefusedCheckIns,
  findFutureTimes,
  listDeletions,
  listSafeModeBrakes,
} from './platte-status-queries.ts'
import { SHARED_READ } from '#server/reads/shared-reads.ts'

const PATH = '/platte/status'

/** The status of this server and its groups, which Nebraska's API has no place for. */
export function registerPlatteStatusRoute(app: FastifyInstance, { db, clock }: Context): void {
  app.get(PATH, { config: SHARED_READ }, async (): Promise<PlatteStatus> => {
    const [demoMarker, safe_mode_brakes, future_times, refused_check_ins, deletions] = await Promise.all([
      readDemoMarker(db),
      listSafeModeBrakes(db),
      findFutureTimes(db),
      countRefusedCheckIns(db, clock.now()),
      listDeletions(db),
    ])
    const found = { demo: demoMarker ?? false, safe_mode_brakes, future_times, refused_check_ins, deletions }
    return { version, audit_log: true, update_server: null, ...found }
  })
}

/** The status in front of another update server, whose groups it does not know. */
export function registerProxyStatusRoute(app: FastifyInstance, updateServer: string): void {
  app.get(PATH, { config: SHARED_READ }, (): PlatteStatus => ({
    version,
    demo: false,
    audit_log: true,
    update_server: updateServer,
    safe_mode_brakes: null,
  }))
}
