import { queryOptions } from '@tanstack/react-query'
import { floorPageSchema } from '#contract/floor.ts'
import { request } from '#src/api/http.ts'
import { POLL_RESTING } from '#src/api/polling.ts'

const PER_PAGE = 1000

/** A channel's floors, the lowest version first; `[]` when there is none. */
export const floorsQuery = (applicationId: string, channelId: string) =>
  queryOptions({
    queryKey: ['applications', applicationId, 'channels', channelId, 'floors'],
    queryFn: async ({ signal }) => {
      const path = `/api/channels/${encodeURIComponent(channelId)}/floors?page=1&perpage=${PER_PAGE}`
      return (await request(path, floorPageSchema, { signal })).packages ?? []
    },
    refetchInterval: POLL_RESTING,
  })
