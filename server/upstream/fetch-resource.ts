import * as z from 'zod/mini'
import { applicationPageSchema } from '#contract/application.ts'
import { floorPageSchema } from '#contract/floor.ts'
import type { Resource } from '#server/audit/audit-snapshot.ts'
import { auditedFloor } from '#server/floors/audited-floor.ts'
import type { Credentials, UpstreamClient } from './upstream-client.ts'
import type { WriteTarget } from './write-target.ts'

const resourceSchema = z.record(z.string(), z.unknown())
const FULL_PAGE = 'page=1&perpage=1000'
const COLLECTIONS = { group: 'groups', channel: 'channels', package: 'packages' } as const

/**
 * Fetches what a write targets, with the writer's credentials; null where there is nothing. Throws an `HttpError` where
 * it can't be read.
 */
export async function fetchResource(
  client: UpstreamClient,
  { subject, application, id, package_id }: WriteTarget,
  credentials: Credentials,
): Promise<Resource | null> {
  if (id === null) return null
  const find = (path: string) => client.find(path, resourceSchema, credentials)
  const encode = encodeURIComponent
  if (subject === 'application') return find(`/api/apps/${encode(id)}`)
  if (subject === 'floor')
    return fetchFloor(client, { channelId: id, packageId: package_id ?? '' }, credentials)
  if (subject === 'instance') {
    // The path of a node needs an application and a group; any that exist will do.
    const [first] = await listApplications(client, credentials)
    if (!first) return null
    return find(`/api/apps/${first.id}/groups/${first.groups?.[0]?.id ?? first.id}/instances/${encode(id)}`)
  }
  return find(`/api/apps/${encode(application ?? '')}/${COLLECTIONS[subject]}/${encode(id)}`)
}

const listSchema = z.nullable(z.array(z.object({ id: z.string() })))

/** The ids of the resources beside which a create adds one, the newest 1000. Throws an `HttpError` where they can't be read. */
export async function fetchSiblingIds(
  client: UpstreamClient,
  { subject, application }: WriteTarget,
  credentials: Credentials,
): Promise<ReadonlySet<string>> {
  if (subject === 'floor' || subject === 'instance') throw new Error(`A ${subject} has no create.`)
  const name = subject === 'application' ? 'applications' : COLLECTIONS[subject]
  const path =
    subject === 'application' ? '/api/apps' : `/api/apps/${encodeURIComponent(application ?? '')}/${name}`
  const list = await client.get(`${path}?${FULL_PAGE}`, resourceSchema, credentials)
  return new Set(listSchema.parse(list[name])?.map(({ id }) => id))
}

async function fetchFloor(
  client: UpstreamClient,
  { channelId, packageId }: { channelId: string; packageId: string },
  credentials: Credentials,
): Promise<Resource | null> {
  const channels = (await listApplications(client, credentials)).flatMap(({ channels }) => channels ?? [])
  const channel = channels.find(({ id }) => id === channelId.toLowerCase())
  if (!channel) return null
  const path = `/api/channels/${encodeURIComponent(channelId)}/floors?${FULL_PAGE}`
  const { packages } = await client.get(path, floorPageSchema, credentials)
  const floor = packages?.find(({ id }) => id === packageId.toLowerCase())
  return floor ? auditedFloor(channel, floor, floor.floor_reason ?? null) : null
}

async function listApplications(client: UpstreamClient, credentials: Credentials) {
  const { applications } = await client.get(`/api/apps?${FULL_PAGE}`, applicationPageSchema, credentials)
  return applications ?? []
}
