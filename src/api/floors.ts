import { type QueryKey, queryOptions, useQuery, type UseQueryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import {
  type FloorChannel,
  floorChannelsSchema,
  floorPageSchema,
  floorWrittenSchema,
} from '#contract/floor.ts'
import type { WriteContext } from '#contract/write-context.ts'
import { applicationKey } from '#src/api/applications.ts'
import { request } from '#src/api/http.ts'
import type { PackageRef } from '#src/api/packages.ts'
import type { Package } from '#contract/package.ts'
import { type ChannelRef, channelKey } from '#src/api/channels.ts'
import { POLL_IDLE_MS } from '#src/api/polling.ts'
import { serverCapabilitiesQuery } from '#src/api/server-capabilities.ts'
import { readWholeList } from './read-whole-list.ts'

export const floorsPath = (channelId: string) => `/api/channels/${encodeURIComponent(channelId)}/floors`

/** Reads a channel's floors from the server, past the cache, lowest version first; `[]` when there are none. */
export const readFloors = (channelId: string, signal: AbortSignal): Promise<Package[]> =>
  readWholeList(
    {
      path: floorsPath(channelId),
      schema: floorPageSchema,
      itemsOf: ({ packages }) => packages,
    },
    signal,
  )

interface FloorRef {
  channelId: string
  packageId: string
}

export const floorPath = ({ channelId, packageId }: FloorRef) =>
  `${floorsPath(channelId)}/${encodeURIComponent(packageId)}`

/** Makes the package a floor of the channel, or changes the reason of the floor; null for no reason. */
export async function setFloor(
  ref: FloorRef,
  floor_reason: string | null,
  context: WriteContext,
  signal: AbortSignal,
): Promise<void> {
  await request(floorPath(ref), floorWrittenSchema, {
    method: 'PUT',
    body: { floor_reason },
    context,
    signal,
  })
}

export async function deleteFloor(ref: FloorRef, context: WriteContext, signal: AbortSignal): Promise<void> {
  await request(floorPath(ref), z.unknown(), { method: 'DELETE', context, signal })
}

export const floorsQuery = (ref: ChannelRef) =>
  queryOptions({
    queryKey: [...channelKey(ref), 'floors'],
    queryFn: ({ signal }) => readFloors(ref.channelId, signal),
    refetchInterval: POLL_IDLE_MS,
  })

/** The channels that have the package as a floor, with the reasons. */
const floorChannelsQuery = (applicationId: string, packageId: string) =>
  queryOptions({
    queryKey: [...applicationKey(applicationId), 'packages', packageId, 'floors'],
    queryFn: async ({ signal }) => {
      const path = `/api/apps/${encodeURIComponent(applicationId)}/packages/${encodeURIComponent(packageId)}/floor-channels`
      return (await request(path, floorChannelsSchema, { signal })).channels ?? []
    },
  })

/** Of a query that is not enabled. */
const NO_CHANNEL: ChannelRef = { applicationId: '', channelId: '' }

/** Undefined while they load, null where they could not be read. */
export type Floors = readonly Package[] | 'not-supported' | null | undefined

/** What a query of floors has; it is not sent to a server without floors. */
function useWhereSupported<Data, Key extends QueryKey>(
  options: UseQueryOptions<Data, Error, Data, Key>,
  isEnabled: boolean,
): Data | 'not-supported' | null | undefined {
  const capabilities = useQuery(serverCapabilitiesQuery())
  const hasFloors = capabilities.data?.floors
  const query = useQuery({ ...options, enabled: hasFloors === true && isEnabled })
  if (hasFloors === false) return 'not-supported'
  if (capabilities.isError || query.isError) return query.data ?? null
  return query.data
}

/**
 * A channel's floors, lowest version first. They are not requested from a server without floors.
 * @param ref null where there is no channel, or it is not known yet
 */
export const useFloors = (ref: ChannelRef | null): Floors =>
  useWhereSupported(floorsQuery(ref ?? NO_CHANNEL), ref !== null)

/** The channels that have the package as a floor; as {@link useFloors}. */
export const useFloorChannels = ({
  applicationId,
  packageId,
}: PackageRef): readonly FloorChannel[] | 'not-supported' | null | undefined =>
  useWhereSupported(floorChannelsQuery(applicationId, packageId), true)
