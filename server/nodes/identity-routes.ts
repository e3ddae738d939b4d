import * as z from 'zod/mini'
import type { NodeIdentities, SharedIds } from '#contract/node-identity.ts'
import type { Context } from '#server/context.ts'
import { optionalId, singleText } from '#server/http/request-values.ts'
import type { Routes } from '#server/http/validation.ts'
import { SHARED_READ } from '#server/reads/shared-reads.ts'
import { listSharedIds, readIdentities } from './identity-queries.ts'

const ofNode = z.object({ instance: singleText('instance') })
const ofGroup = z.object({ group: optionalId('group') })

/** The machines that report one id, which only our server tells apart. */
export function registerIdentityRoutes(routes: Routes, { db }: Context): void {
  routes.get(
    '/platte/shared-ids',
    { config: SHARED_READ, schema: { querystring: ofGroup } },
    ({ query }): Promise<SharedIds> => listSharedIds(db, query.group ?? null),
  )
  routes.get(
    '/platte/node-identities',
    { config: SHARED_READ, schema: { querystring: ofNode } },
    ({ query }): Promise<NodeIdentities> => readIdentities(db, query.instance),
  )
}
