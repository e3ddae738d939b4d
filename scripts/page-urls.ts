import * as z from 'zod/mini'
import { fleetSummarySchema, type GroupStats } from '#contract/fleet-summary.ts'
import { PAGE_PATHS } from '#contract/page-paths.ts'

const applicationSchema = z.object({
  channels: z.nullable(z.array(z.object({ id: z.string() }))),
})
const packagesSchema = z.object({ packages: z.nullable(z.array(z.object({ id: z.string() }))) })
const instancesSchema = z.object({ instances: z.nullable(z.array(z.object({ id: z.string() }))) })

/** Every page by its name, for the largest group that a server of ours has, and the first channel, package and node there. */
export async function pageUrls(address: string): Promise<[name: string, url: string][]> {
  const read = async <Body>(url: string, schema: z.ZodMiniType<Body>): Promise<Body> =>
    z.parse(schema, await (await fetch(`${address}${url}`)).json())
  const { groups } = await read('/platte/fleet', fleetSummarySchema)
  const [group] = groups.toSorted((one, other) => nodesOf(other) - nodesOf(one))
  if (!group) throw new Error('The server has no group to show.')
  const api = `/api/apps/${group.application_id}`
  const { channels } = await read(api, applicationSchema)
  const { instances } = await read(
    `${api}/groups/${group.group_id}/instances?status=0&sort=0&sortOrder=0&page=1&perpage=10&duration=30d`,
    instancesSchema,
  )
  const { packages } = await read(`${api}/packages?page=1&perpage=10`, packagesSchema)
  const ids: Record<string, string> = {
    ':applicationId': group.application_id,
    ':groupId': group.group_id,
    ':channelId': channels?.[0]?.id ?? 'none',
    ':packageId': packages?.[0]?.id ?? 'none',
    ':instanceId': instances?.[0]?.id ?? 'none',
  }
  const urls = Object.entries(PAGE_PATHS).map(([name, pattern]): [string, string] => [
    name,
    address + pattern.replaceAll(/:\w+/g, (id) => ids[id] ?? id),
  ])
  return [...urls, ['wallboard', `${address}/?wall`]]
}

const nodesOf = ({ instances_stats }: GroupStats): number => instances_stats?.['30d'].total ?? 0
