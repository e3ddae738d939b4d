import type { Rollout } from '#contract/rollout.ts'
import { id } from './fixture-ids.ts'

/** A rollout that has just started. */
export const rolloutFixture = (over: Partial<Rollout> = {}): Rollout => ({
  application_id: id(0),
  group_id: id(1),
  now_ts: '2026-03-04T12:00:00Z',
  target: '2.0.0',
  started_ts: '2026-03-04T08:00:00Z',
  last_completion_ts: null,
  counts: { granted_in_last_period: 0, in_progress: 0, timed_out: 0, ended_at_target: 0 },
  next_slot_ts: null,
  phases: [],
  hours: [],
  failures: [],
  nodes_failed: 0,
  failures_at_least: false,
  steps: [],
  ...over,
})
