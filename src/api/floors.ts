import { queryOptions } from '@tanstack/react-query'
import { floorPageSchema } from '#contract/floor.ts'
import { WHOLE_LIST } from '#src/api/applications.ts'
import { channelKey } from '#src/api/channels.ts'
import { request } from '#src/api/http.ts'
import { POLL_IDLE_MS } from '#src/api/polling.ts'

/** A channel's floors, lowest version first; `[]` when there are none. */
export const floorsQuery = (applicationId: string, channelId: string) =>
  queryOptions({
    queryKey: [...channelKey({ applicationId, channelId }), 'floors'],
    queryFn: async ({ signal }) => {
      const path = `/api/channels/${encodeURIComponent(channelId)}/floors?${WHOLE_LIST}`
      return (await request(path, floorPageSchema, { signal })).packages ?? []
    },
    refetchInterval: POLL_IDLE_MS,
  })
