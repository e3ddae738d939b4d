import * as z from 'zod/mini'
import type { NodeIdentities, SharedIds } from '#contract/node-identity.ts'
import type { Context } from '#server/context.ts'
import { singleText } from '#server/http/request-values.ts'
import type { Routes } from '#server/http/validation.ts'
import { SHARED_READ } from '#server/reads/shared-reads.ts'
import { listSharedIds, readIdentities } from './identity-queries.ts'

const querystring = z.object({ instance: singleText('instance') })

/** The machines that report one id, which only our server tells apart. */
export function registerIdentityRoutes(routes: Routes, { db }: Context): void {
  routes.get('/platte/shared-ids', { config: SHARED_READ }, (): Promise<SharedIds> => listSharedIds(db))
  routes.get(
    '/platte/node-identities',
    { config: SHARED_READ, schema: { querystring } },
    ({ query }): Promise<NodeIdentities> => readIdentities(db, query.instance),
  )
}
