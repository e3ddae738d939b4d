import { queryOptions } from '@tanstack/react-query'
import { groupWhySchema } from '#contract/why.ts'
import { type GroupRef, groupKey } from '#src/api/groups.ts'
import { platteRequest } from '#src/api/platte-request.ts'
import { POLL_IDLE_MS } from '#src/api/polling.ts'

/** Where the group's nodes wait; null where the update server does not report it. */
export const groupWhyQuery = (ref: GroupRef) =>
  queryOptions({
    queryKey: [...groupKey(ref), 'why'],
    queryFn: ({ signal }) =>
      platteRequest(`/platte/groups/${encodeURIComponent(ref.groupId)}/why`, groupWhySchema, signal),
    refetchInterval: ({ state }) => (state.data === null ? false : POLL_IDLE_MS),
  })
