import * as z from 'zod/mini'
import { freezeWriteSchema, frozenGroupWriteSchema } from '#contract/freeze.ts'
import type { Context } from '#server/context.ts'
import { id } from '#server/http/request-values.ts'
import type { Routes } from '#server/http/validation.ts'
import { type FrozenServer, listFreezes } from './freeze-queries.ts'
import { endFreeze, createFreeze, recordFrozenGroup } from './write-freeze.ts'
import { SHARED_READ } from '#server/reads/shared-reads.ts'

const freezeParams = z.object({ id: id('id') })
const groupParams = z.object({ id: id('id'), group: id('group') })
const listQuery = z.object({ in_force: z.optional(z.enum(['true', 'false'])) })

/** Records freezes and the outcome for each of their groups. The dashboard writes the groups themselves. */
export function registerFreezeRoutes(routes: Routes, context: Context, server: FrozenServer): void {
  const FREEZES = '/platte/freezes'
  const FREEZE = `${FREEZES}/:id`

  routes.get(FREEZES, { config: SHARED_READ, schema: { querystring: listQuery } }, async ({ query }) => ({
    freezes: await listFreezes(context.db, server, { inForce: query.in_force === 'true' }),
  }))
  routes.put(FREEZE, { schema: { params: freezeParams, body: freezeWriteSchema } }, (request) =>
    createFreeze(context, server, {
      ...request.body,
      id: request.params.id,
      actor: request.actor,
    }),
  )
  routes.put(
    `${FREEZE}/groups/:group`,
    { schema: { params: groupParams, body: frozenGroupWriteSchema } },
    ({ params, body }) => recordFrozenGroup(context, { server, id: params.id, groupId: params.group }, body),
  )
  routes.post(`${FREEZE}/thawed`, { schema: { params: freezeParams } }, ({ params, actor }) =>
    endFreeze(context, server, { id: params.id, actor }),
  )
}
