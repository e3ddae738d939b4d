import { queryOptions, useQuery } from '@tanstack/react-query'
import { floorPageSchema } from '#contract/floor.ts'
import type { Package } from '#contract/package.ts'
import { WHOLE_LIST } from '#src/api/applications.ts'
import { type ChannelRef, channelKey } from '#src/api/channels.ts'
import { request } from '#src/api/http.ts'
import { POLL_IDLE_MS } from '#src/api/polling.ts'
import { serverCapabilitiesQuery } from '#src/api/server-capabilities.ts'

/** A channel's floors, lowest version first; `[]` when there are none. */
const floorsQuery = (ref: ChannelRef) =>
  queryOptions({
    queryKey: [...channelKey(ref), 'floors'],
    queryFn: async ({ signal }) => {
      const path = `/api/channels/${encodeURIComponent(ref.channelId)}/floors?${WHOLE_LIST}`
      return (await request(path, floorPageSchema, { signal })).packages ?? []
    },
    refetchInterval: POLL_IDLE_MS,
  })

/** Undefined while they load, null where they could not be read. */
export type Floors = readonly Package[] | 'not-supported' | null | undefined

/** A channel's floors, lowest version first. They are not requested from a server without floors. */
export function useFloors(ref: ChannelRef): Floors {
  const capabilities = useQuery(serverCapabilitiesQuery())
  const hasFloors = capabilities.data?.floors
  const floors = useQuery({ ...floorsQuery(ref), enabled: hasFloors === true })
  if (hasFloors === false) return 'not-supported'
  if (capabilities.isError || floors.isError) return floors.data ?? null
  return floors.data
}
