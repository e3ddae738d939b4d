import * as z from 'zod/mini'
import type { Rollout } from '#contract/rollout.ts'
import type { Context } from '#server/context.ts'
import { id } from '#server/http/request-values.ts'
import type { Routes } from '#server/http/validation.ts'
import { readRollout } from './read-rollout.ts'

const querystring = z.object({ application: id('application'), group: id('group') })

/** What only our server knows of a group's rollout. */
export function registerRolloutRoute(routes: Routes, context: Context): void {
  routes.get('/platte/rollout', { schema: { querystring } }, ({ query }): Promise<Rollout> =>
    readRollout(context, query),
  )
}
