import { HOUR_MS } from '#contract/time-units.ts'
import type { GroupPolicy, PolicyStep } from './group-plan.ts'

/** A freeze of the production groups three days before the demo's start, and its thaw. Times are relative to the start. */
export const FREEZE_PLAN = {
  from: -77 * HOUR_MS,
  until: -75 * HOUR_MS,
  actor: 'demo-on-call',
  thawedBy: 'demo-operator',
  reason: 'simulated outage of a registry',
}

/** The steps of a frozen group's policy, with reasons as the dashboard writes them. */
export function freezeSteps(policy: GroupPolicy): PolicyStep[] {
  const { from, until, actor, thawedBy, reason } = FREEZE_PLAN
  return [
    {
      from,
      policy: { ...policy, policy_updates_enabled: false },
      change: { actor, reason: `Freeze: ${reason}` },
    },
    { from: until, policy, change: { actor: thawedBy, reason: `Thaw: ${reason}` } },
  ]
}
