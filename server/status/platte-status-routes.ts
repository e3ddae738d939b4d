import type { FastifyInstance } from 'fastify'
import type { PlatteStatus } from '#contract/platte.ts'
import type { Context } from '#server/context.ts'
import { version } from '#server/config/version.ts'
import { isDemo, listSafeModeBrakes } from './platte-status-queries.ts'

const PATH = '/platte/status'

/** What only our server knows of itself and its groups. */
export function registerPlatteStatusRoute(app: FastifyInstance, { db }: Context): void {
  app.get(PATH, async (): Promise<PlatteStatus> => {
    const [demo, safe_mode_brakes] = await Promise.all([isDemo(db), listSafeModeBrakes(db)])
    return { version, demo, audit_log: true, update_server: null, safe_mode_brakes }
  })
}

/** The same in front of an update server elsewhere, of which it knows less. */
export function registerProxyStatusRoute(app: FastifyInstance, updateServer: string): void {
  app.get(PATH, (): PlatteStatus => ({
    version,
    demo: false,
    audit_log: true,
    update_server: updateServer,
    safe_mode_brakes: null,
  }))
}
