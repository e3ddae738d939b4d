import { queryOptions } from '@tanstack/react-query'
import { rolloutSchema } from '#contract/rollout.ts'
import { ApiError } from '#src/api/api-error.ts'
import { type GroupRef, groupKey } from '#src/api/groups.ts'
import { request } from '#src/api/http.ts'
import { POLL_MOVING } from '#src/api/polling.ts'

/** What only our own server tells of a group's rollout; null where it isn't the group's server. */
export const rolloutQuery = (ref: GroupRef) =>
  queryOptions({
    queryKey: [...groupKey(ref), 'rollout'],
    queryFn: async ({ signal }) => {
      const params = new URLSearchParams({ application: ref.applicationId, group: ref.groupId })
      try {
        return await request(`/platte/rollout?${params}`, rolloutSchema, { signal })
      } catch (error) {
        if (error instanceof ApiError && (error.kind === 'unreadable' || error.status === 404)) return null
        throw error
      }
    },
    refetchInterval: ({ state }) => (state.data === null ? false : POLL_MOVING),
  })
