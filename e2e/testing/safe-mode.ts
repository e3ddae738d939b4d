import { expect } from '@playwright/test'
import type { GroupPlan, TestGroup } from '../world/group.ts'
import type { Node } from '../world/node.ts'

/** Updates time out as soon as they have taken a second. */
export const SHORT_TIMEOUT_SAFE_MODE = {
  policy_safe_mode: true,
  policy_period_interval: '1 second',
  policy_update_timeout: '1 second',
} satisfies GroupPlan['policy']

/** One update at a time, which trips safe mode as soon as it has taken a second. */
export const SENSITIVE_SAFE_MODE = {
  ...SHORT_TIMEOUT_SAFE_MODE,
  policy_max_updates_per_period: 1,
} satisfies GroupPlan['policy']

/** Checks the node in until the update of another node has tripped safe mode. */
export async function waitForSafeMode(node: Node): Promise<void> {
  await expect.poll(async () => (await node.checkIn()).status).toBe('error-maxTimedOutUpdatesLimitReached')
}

/** Checks the node in until its group’s updates are off, which every update server reports. */
export async function waitForUpdatesOff(node: Node, group: TestGroup): Promise<void> {
  await expect
    .poll(async () => {
      await node.checkIn()
      return (await group.read()).policy_updates_enabled
    })
    .toBe(false)
}
