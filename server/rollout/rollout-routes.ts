import * as z from 'zod/mini'
import type { Rollout } from '#contract/rollout.ts'
import type { Context } from '#server/context.ts'
import { updatePolicyShape } from '#contract/update-policy.ts'
import { id, optionalId } from '#server/http/request-values.ts'
import type { Routes } from '#server/http/validation.ts'
import { readRollout } from './read-rollout.ts'

const { policy_period_interval, policy_update_timeout } = updatePolicyShape

/** What is given beside the ids stands for the group's own: what would be so, were it saved. */
const querystring = z.object({
  application: id('application'),
  group: id('group'),
  channel_id: optionalId('channel_id'),
  policy_period_interval: z.optional(policy_period_interval),
  policy_update_timeout: z.optional(policy_update_timeout),
})

/** What only our server knows of a group's rollout. */
export function registerRolloutRoute(routes: Routes, context: Context): void {
  routes.get('/platte/rollout', { schema: { querystring } }, ({ query }): Promise<Rollout> =>
    readRollout(context, query),
  )
}
