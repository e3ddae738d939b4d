import { useMemo } from 'react'
import type { Instance } from '#contract/instance.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { type RepeatedFailure, repeatedFailure } from '#src/domain/nodes/repeated-failure.ts'
import { updateAttempts } from '#src/domain/nodes/update-attempts.ts'
import { useNodeHistory } from './use-node-history.ts'

/**
 * How the node fails again and again, which its status hides; null where it doesn't, or its history is not known yet.
 * @param limit how many entries of its history the page reads
 */
export function useRepeatedFailure(
  ref: GroupRef,
  instanceId: string,
  limit: number,
  reported: Instance['application'] | null,
): RepeatedFailure | null {
  const { data: view } = useNodeHistory(ref, instanceId, limit)
  return useMemo(() => {
    if (!view || !reported) return null
    const attempts = updateAttempts(view.entries, { isWhole: view.isWhole, version: reported.version })
    return repeatedFailure(attempts, view.isWhole, Date.parse(reported.last_check_for_updates))
  }, [view, reported])
}
