import * as z from 'zod/mini'
import type { FailingNodes } from '#contract/failing-nodes.ts'
import type { Context } from '#server/context.ts'
import { optionalId } from '#server/http/request-values.ts'
import type { Routes } from '#server/http/validation.ts'
import { SHARED_READ } from '#server/reads/shared-reads.ts'
import { listFailingNodes } from './failing-queries.ts'

const querystring = z.object({ group: optionalId('group') })

/** Nodes that fail again and again, which their status hides. */
export function registerFailingRoute(routes: Routes, { db, clock }: Context): void {
  routes.get(
    '/platte/failing-nodes',
    { config: SHARED_READ, schema: { querystring } },
    ({ query }): Promise<FailingNodes> => listFailingNodes(db, query.group ?? null, clock.now()),
  )
}
