import * as z from 'zod/mini'
import type { AuditedResource } from '#contract/audit-log.ts'
import { collectPages } from '#contract/collect-pages.ts'
import { floorPageSchema } from '#contract/floor.ts'
import { auditedFloor } from '#server/floors/audited-floor.ts'
import { listApplications } from './list-applications.ts'
import type { Credentials, UpstreamClient } from './upstream-client.ts'
import type { WriteTarget } from './write-target.ts'

const resourceSchema = z.record(z.string(), z.unknown())
const COLLECTIONS = { group: 'groups', channel: 'channels', package: 'packages' } as const

/**
 * Fetches what a write targets, with the writer's credentials; null where there is nothing. Throws an `HttpError` where
 * it can't be read.
 */
export async function fetchResource(
  client: UpstreamClient,
  { subject, application, id, package_id }: WriteTarget,
  credentials: Credentials,
): Promise<AuditedResource | null> {
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

const pageSchema = z.looseObject({ totalCount: z.number() })
const listSchema = z.nullable(z.array(z.object({ id: z.string() })))

/** The ids of the resources beside which a create adds one. Throws an `HttpError` where they can't be read. */
export async function fetchSiblingIds(
  client: UpstreamClient,
  { subject, application }: WriteTarget,
  credentials: Credentials,
): Promise<ReadonlySet<string>> {
  if (subject === 'floor' || subject === 'instance') throw new Error(`A ${subject} has no create.`)
  const name = subject === 'application' ? 'applications' : COLLECTIONS[subject]
  const path =
    subject === 'application' ? '/api/apps' : `/api/apps/${encodeURIComponent(application ?? '')}/${name}`
  const siblings = await collectPages(async (query) => {
    const page = await client.get(`${path}?${query}`, pageSchema, credentials)
    return { items: listSchema.parse(page[name]), totalCount: page.totalCount }
  })
  return new Set(siblings.map(({ id }) => id))
}

async function fetchFloor(
  client: UpstreamClient,
  { channelId, packageId }: { channelId: string; packageId: string },
  credentials: Credentials,
): Promise<AuditedResource | null> {
  const channels = (await listApplications(client, credentials)).flatMap(({ channels }) => channels ?? [])
  const channel = channels.find(({ id }) => id === channelId.toLowerCase())
  if (!channel) return null
  const floors = await collectPages(async (query) => {
    const path = `/api/channels/${encodeURIComponent(channelId)}/floors?${query}`
    const { packages, totalCount } = await client.get(path, floorPageSchema, credentials)
    return { items: packages, totalCount }
  })
  const floor = floors.find(({ id }) => id === packageId.toLowerCase())
  return floor ? auditedFloor(channel, floor, floor.floor_reason ?? null) : null
}
