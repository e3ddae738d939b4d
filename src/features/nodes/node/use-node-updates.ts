import { useMemo } from 'react'
import type { Instance } from '#contract/instance.ts'
import { INSTANCE_STATUS } from '#contract/instance-status.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { type RepeatedFailure, repeatedFailure } from '#src/domain/nodes/repeated-failure.ts'
import { timeOutAttempt } from '#src/domain/nodes/time-out-attempt.ts'
import { type UpdateAttempt, updateAttempts } from '#src/domain/nodes/update-attempts.ts'
import { useMinute } from '#src/ui/use-now.ts'
import { useNodeHistory } from './use-node-history.ts'

export interface NodeUpdates {
  history: ReturnType<typeof useNodeHistory>
  /** Newest first; none while the history is not known. */
  attempts: readonly UpdateAttempt[]
  /** The version that the node runs; null where that is not known. */
  running: string | null
  /** Its last check-in in ms; null where that is not known. */
  lastCheck: number | null
  /** It was granted an update or put on hold, as its status says, though its history may not. */
  hasStatus: boolean
  /** How it fails again and again, which its status hides; null where it doesn't, or that is not known yet. */
  failure: RepeatedFailure | null
}

const NONE: readonly UpdateAttempt[] = []

/**
 * A node's history, grouped into updates.
 * @param limit how many entries of it to read
 * @param reported its last report; null where it is not known
 * @param timeoutMs after which its group counts an update as timed out; null where that is not known
 */
export function useNodeUpdates(
  ref: GroupRef,
  instanceId: string,
  limit: number,
  reported: Instance['application'] | null,
  timeoutMs: number | null,
): NodeUpdates {
  const history = useNodeHistory(ref, instanceId, limit)
  const { data: view } = history
  const running = reported?.version ?? null
  const lastCheck = reported ? Date.parse(reported.last_check_for_updates) : null
  const recorded = useMemo(
    () => (view ? updateAttempts(view.entries, { isWhole: view.isWhole, version: running }) : NONE),
    [view, running],
  )
  const now = useMinute()
  const attempts = useMemo(() => timeOutAttempt(recorded, timeoutMs, now), [recorded, timeoutMs, now])
  const failure = useMemo(
    () => (view && lastCheck !== null ? repeatedFailure(attempts, view.isWhole, lastCheck) : null),
    [view, attempts, lastCheck],
  )
  const hasStatus =
    reported !== null && reported.status !== null && reported.status !== INSTANCE_STATUS.undefined
  return { history, attempts, running, lastCheck, hasStatus, failure }
}
