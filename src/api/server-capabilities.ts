import { queryOptions } from '@tanstack/react-query'
import { floorPageSchema } from '#contract/floor.ts'
import { isNotSupported } from '#src/api/api-error.ts'
import { request } from '#src/api/http.ts'

/** What the update server has that some releases of Nebraska don't have (docs/protocol.md, “Releases of Nebraska”). */
export interface ServerCapabilities {
  floors: boolean
}

/** Where there are floors, those of a channel that doesn't exist are an empty list. */
const FLOORS_OF_NO_CHANNEL = '/api/channels/00000000-0000-0000-0000-000000000000/floors?page=1&perpage=10'

/** Found out once: it does not change while the server runs. */
export const serverCapabilitiesQuery = () =>
  queryOptions({
    queryKey: ['config', 'capabilities'],
    queryFn: async ({ signal }): Promise<ServerCapabilities> => {
      try {
        await request(FLOORS_OF_NO_CHANNEL, floorPageSchema, { signal })
        return { floors: true }
      } catch (error) {
        if (isNotSupported(error)) return { floors: false }
        throw error
      }
    },
    staleTime: Infinity,
    gcTime: Infinity,
  })
