import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { GroupRef } from '#src/api/groups.ts'
import { POLL_MOVING } from '#src/api/polling.ts'
import { readRollout, rolloutQuery } from '#src/api/rollout.ts'

/** What of a group would be otherwise, as far as the server's counts depend on it. */
export interface RolloutPreviewInput {
  channel_id: string | null
  policy_period_interval: string
  policy_update_timeout: string
}

/**
 * What our own server counts of a group's rollout, were that so; null where it isn't the group's server.
 * @param asIf null for the group as it is: the very answer that {@link rolloutQuery} reads
 */
export const rolloutPreviewQuery = (ref: GroupRef, asIf: RolloutPreviewInput | null) =>
  queryOptions({
    queryKey: [...rolloutQuery(ref).queryKey, ...(asIf ? [asIf] : [])],
    queryFn: ({ signal }) => {
      const { channel_id = null, ...policy } = asIf ?? {}
      return readRollout(ref, { ...policy, ...(channel_id !== null && { channel_id }) }, signal)
    },
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data === null ? false : POLL_MOVING),
  })
