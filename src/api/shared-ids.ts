import { queryOptions } from '@tanstack/react-query'
import { sharedIdsSchema } from '#contract/node-identity.ts'
import { platteRequest } from '#src/api/platte-request.ts'
import { POLL_IDLE_MS } from '#src/api/polling.ts'

/** Ids that several machines report, of one group's nodes or of all (null); null where the update server does not report them. */
export const sharedIdsQuery = (groupId: string | null) =>
  queryOptions({
    queryKey: ['platte', 'shared-ids', groupId],
    queryFn: ({ signal }) =>
      platteRequest(
        `/platte/shared-ids${groupId === null ? '' : `?${new URLSearchParams({ group: groupId })}`}`,
        sharedIdsSchema,
        signal,
      ),
    refetchInterval: ({ state }) => (state.data === null ? false : POLL_IDLE_MS),
  })
