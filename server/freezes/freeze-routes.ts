import * as z from 'zod/mini'
import { freezeWriteSchema, frozenGroupWriteSchema } from '#contract/freeze.ts'
import type { Context } from '#server/context.ts'
import { id } from '#server/http/request-values.ts'
import type { Routes } from '#server/http/validation.ts'
import { type FrozenServer, listFreezes } from './freeze-queries.ts'
import { closeFreeze, createFreeze, noteFrozenGroup } from './write-freeze.ts'

const ofFreeze = z.object({ id: id('id') })
const ofGroup = z.object({ id: id('id'), group: id('group') })
const listQuery = z.object({ in_force: z.optional(z.enum(['true', 'false'])) })

/** Keeps what freezes are in force and how their groups came through; the groups themselves are written elsewhere. */
export function registerFreezeRoutes(routes: Routes, context: Context, server: FrozenServer): void {
  const FREEZES = '/platte/freezes'
  const FREEZE = `${FREEZES}/:id`

  routes.get(FREEZES, { schema: { querystring: listQuery } }, async ({ query }) => ({
    freezes: await listFreezes(context.db, server, { inForce: query.in_force === 'true' }),
  }))
  routes.put(FREEZE, { schema: { params: ofFreeze, body: freezeWriteSchema } }, (request) =>
    createFreeze(context, server, {
      ...request.body,
      id: request.params.id,
      actor: request.actor,
    }),
  )
  routes.put(
    `${FREEZE}/groups/:group`,
    { schema: { params: ofGroup, body: frozenGroupWriteSchema } },
    ({ params, body }) => noteFrozenGroup(context, { server, id: params.id, groupId: params.group }, body),
  )
  routes.post(`${FREEZE}/thawed`, { schema: { params: ofFreeze } }, ({ params }) =>
    closeFreeze(context, server, params.id),
  )
}
