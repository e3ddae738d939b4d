import * as z from 'zod/mini'
import { applicationPageSchema } from '#contract/application.ts'
import { floorPageSchema } from '#contract/floor.ts'
import type { Credentials, UpstreamClient } from './upstream-client.ts'
import { floorOf } from '#server/floors/floor-of.ts'
import type { Resource } from '#server/audit/audit-snapshot.ts'
import type { WriteTarget } from './write-target.ts'

const thing = z.record(z.string(), z.unknown())
const EVERYTHING = 'page=1&perpage=1000'
const PARTS = { group: 'groups', channel: 'channels', package: 'packages' } as const

/**
 * What a write is going to change, as the update server tells it to whoever writes; null where there is nothing.
 * Throws a `HttpError` where that can't be read.
 */
export async function fetchResource(
  client: UpstreamClient,
  { subject, application, id, package_id }: WriteTarget,
  credentials: Credentials,
): Promise<Resource | null> {
  if (id === null) return null
  const find = (path: string) => client.find(path, thing, credentials)
  const at = encodeURIComponent
  if (subject === 'application') return find(`/api/apps/${at(id)}`)
  if (subject === 'floor')
    return findFloor(client, { channelId: id, packageId: package_id ?? '' }, credentials)
  if (subject === 'instance') {
    // Whichever they are: they only have to be there.
    const [first] = await listApplications(client, credentials)
    if (!first) return null
    return find(`/api/apps/${first.id}/groups/${first.groups?.[0]?.id ?? first.id}/instances/${at(id)}`)
  }
  return find(`/api/apps/${at(application ?? '')}/${PARTS[subject]}/${at(id)}`)
}

async function findFloor(
  client: UpstreamClient,
  { channelId, packageId }: { channelId: string; packageId: string },
  credentials: Credentials,
): Promise<Resource | null> {
  const channels = (await listApplications(client, credentials)).flatMap(({ channels }) => channels ?? [])
  const channel = channels.find(({ id }) => id === channelId.toLowerCase())
  if (!channel) return null
  const path = `/api/channels/${encodeURIComponent(channelId)}/floors?${EVERYTHING}`
  const { packages } = await client.get(path, floorPageSchema, credentials)
  const floor = packages?.find(({ id }) => id === packageId.toLowerCase())
  return floor ? floorOf(channel, floor, floor.floor_reason) : null
}

async function listApplications(client: UpstreamClient, credentials: Credentials) {
  const { applications } = await client.get(`/api/apps?${EVERYTHING}`, applicationPageSchema, credentials)
  return applications ?? []
}
