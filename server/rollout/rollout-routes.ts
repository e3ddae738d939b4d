import * as z from 'zod/mini'
import type { FailurePatterns } from '#contract/failure-patterns.ts'
import type { Rollout } from '#contract/rollout.ts'
import type { Context } from '#server/context.ts'
import { updatePolicyShape } from '#contract/update-policy.ts'
import { id, optionalId } from '#server/http/request-values.ts'
import type { Routes } from '#server/http/validation.ts'
import { readFailurePatterns } from './read-failure-patterns.ts'
import { readRollout } from './read-rollout.ts'
import { SHARED_READ } from '#server/reads/shared-reads.ts'

const { policy_period_interval, policy_update_timeout } = updatePolicyShape

/** The optional parameters replace the group's own values, to preview a policy or channel before it is saved. */
const querystring = z.object({
  application: id('application'),
  group: id('group'),
  channel_id: optionalId('channel_id'),
  policy_period_interval: z.optional(policy_period_interval),
  policy_update_timeout: z.optional(policy_update_timeout),
})

const patternsQuery = z.object({ application: id('application'), group: id('group') })

/** The details of a group's rollout that only our server has. */
export function registerRolloutRoute(routes: Routes, context: Context): void {
  routes.get(
    '/platte/rollout',
    { config: SHARED_READ, schema: { querystring } },
    ({ query }): Promise<Rollout> => readRollout(context, query),
  )
  routes.get(
    '/platte/failure-patterns',
    { config: SHARED_READ, schema: { querystring: patternsQuery } },
    ({ query }): Promise<FailurePatterns> => readFailurePatterns(context, query),
  )
}
