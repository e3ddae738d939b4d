import { queryOptions } from '@tanstack/react-query'
import { rolloutSchema } from '#contract/rollout.ts'
import { platteRequest } from '#src/api/platte-request.ts'
import { type GroupRef, groupKey } from '#src/api/groups.ts'
import { POLL_MOVING } from '#src/api/polling.ts'

/** What our own server tells of a group's rollout, with `asIf` in the place of what the group has; null elsewhere. */
export const readRollout = (ref: GroupRef, asIf: Record<string, string>, signal: AbortSignal) => {
  const params = new URLSearchParams({ application: ref.applicationId, group: ref.groupId, ...asIf })
  return platteRequest(`/platte/rollout?${params}`, rolloutSchema, signal)
}

/** What only our own server tells of a group's rollout; null where it isn't the group's server. */
export const rolloutQuery = (ref: GroupRef) =>
  queryOptions({
    queryKey: [...groupKey(ref), 'rollout'],
    queryFn: ({ signal }) => readRollout(ref, {}, signal),
    refetchInterval: ({ state }) => (state.data === null ? false : POLL_MOVING),
  })
