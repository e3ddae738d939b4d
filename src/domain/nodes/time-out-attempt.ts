import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import type { UpdateAttempt } from './update-attempts.ts'

/**
 * Marks a node's latest update as timed out where it goes on for longer than its group lets an update: the server counts it so
 * from then on, though the node may still complete it.
 * @param attempts newest first
 * @param timeoutMs the group's `policy_update_timeout`; null where that is not known
 * @param now in ms
 * @returns the same array where nothing is marked
 */
export function timeOutAttempt(
  attempts: readonly UpdateAttempt[],
  timeoutMs: number | null,
  now: number,
): readonly UpdateAttempt[] {
  const [latest, ...older] = attempts
  if (latest?.ending !== 'in-progress' || timeoutMs === null) return attempts
  const granted = latest.steps.find(({ status }) => status === INSTANCE_STATUS.updateGranted)
  const overdueAt = (granted ?? latest).since + timeoutMs
  return overdueAt > now ? attempts : [{ ...latest, ending: 'timed-out', overdueAt }, ...older]
}
