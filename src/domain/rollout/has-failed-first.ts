import type { Rollout } from '#contract/rollout.ts'

/**
 * Whether updates of the rollout have failed and none has completed. In safe mode a failure ends the wait for the first
 * node just as a completion does (docs/protocol.md, “Deciding an update check”, step 9), so the others follow it.
 */
export const hasFailedFirst = ({
  started_ts,
  last_completion_ts,
  nodes_failed,
}: Pick<Rollout, 'started_ts' | 'last_completion_ts' | 'nodes_failed'>): boolean =>
  started_ts !== null &&
  nodes_failed > 0 &&
  (last_completion_ts === null || Date.parse(last_completion_ts) < Date.parse(started_ts))
