import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { rolloutSchema } from '#contract/rollout.ts'
import { ApiError } from '#src/api/api-error.ts'
import type { GroupRef } from '#src/api/groups.ts'
import { request } from '#src/api/http.ts'
import { POLL_MOVING } from '#src/api/polling.ts'
import { rolloutQuery } from '#src/api/rollout.ts'

/** What of a group would be otherwise, as far as the server's counts depend on it. */
export interface RolloutAsIf {
  channel_id: string | null
  policy_period_interval: string
  policy_update_timeout: string
}

/**
 * What our own server counts of a group's rollout, were that so; null where it isn't the group's server.
 * @param asIf null for the group as it is: the very answer that {@link rolloutQuery} reads
 */
export const rolloutAsIfQuery = (ref: GroupRef, asIf: RolloutAsIf | null) =>
  queryOptions({
    queryKey: [...rolloutQuery(ref).queryKey, ...(asIf ? [asIf] : [])],
    queryFn: async ({ signal }) => {
      const { channel_id = null, ...policy } = asIf ?? {}
      const params = new URLSearchParams({
        application: ref.applicationId,
        group: ref.groupId,
        ...policy,
        ...(channel_id !== null && { channel_id }),
      })
      try {
        return await request(`/platte/rollout?${params.toString()}`, rolloutSchema, { signal })
      } catch (error) {
        if (error instanceof ApiError && (error.kind === 'unreadable' || error.status === 404)) return null
        throw error
      }
    },
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data === null ? false : POLL_MOVING),
  })
