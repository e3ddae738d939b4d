import { expect } from '@playwright/test'
import type { GroupPlan } from '../world/group.ts'
import type { Node } from '../world/node.ts'

/** One update at a time, which trips safe mode as soon as it has taken a second. */
export const SENSITIVE_SAFE_MODE = {
  policy_safe_mode: true,
  policy_max_updates_per_period: 1,
  policy_period_interval: '1 second',
  policy_update_timeout: '1 second',
} satisfies GroupPlan['policy']

/** Checks the node in until the update of another node has tripped safe mode. */
export async function waitForSafeMode(node: Node): Promise<void> {
  await expect.poll(async () => (await node.checkIn()).status).toBe('error-maxTimedOutUpdatesLimitReached')
}
