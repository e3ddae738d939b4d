import * as z from 'zod/mini'
import { PAGE_PATHS } from '#contract/page-paths.ts'

const applicationsSchema = z.object({
  applications: z.array(
    z.object({
      id: z.string(),
      channels: z.nullable(z.array(z.object({ id: z.string() }))),
      groups: z.nullable(z.array(z.object({ id: z.string() }))),
    }),
  ),
})
const packagesSchema = z.object({ packages: z.nullable(z.array(z.object({ id: z.string() }))) })
const instancesSchema = z.object({ instances: z.array(z.object({ id: z.string() })) })

/** Every page by its name, for the first group, channel, package and node that the server has. */
export async function pageUrls(address: string): Promise<[name: string, url: string][]> {
  const read = async <Body>(url: string, schema: z.ZodMiniType<Body>): Promise<Body> =>
    z.parse(schema, await (await fetch(`${address}${url}`)).json())
  const { applications } = await read('/api/apps?page=1&perpage=10', applicationsSchema)
  const [application] = applications
  const group = application?.groups?.[0]
  const channel = application?.channels?.[0]
  if (!application || !group || !channel) throw new Error('The server has no group or no channel to show.')
  const { instances } = await read(
    `/api/apps/${application.id}/groups/${group.id}/instances?status=0&sort=0&sortOrder=0&page=1&perpage=10&duration=30d`,
    instancesSchema,
  )
  const { packages } = await read(`/api/apps/${application.id}/packages?page=1&perpage=10`, packagesSchema)
  const ids: Record<string, string> = {
    ':applicationId': application.id,
    ':groupId': group.id,
    ':channelId': channel.id,
    ':packageId': packages?.[0]?.id ?? 'none',
    ':instanceId': instances[0]?.id ?? 'none',
  }
  const urls = Object.entries(PAGE_PATHS).map(([name, pattern]): [string, string] => [
    name,
    address + pattern.replaceAll(/:\w+/g, (id) => ids[id] ?? id),
  ])
  return [...urls, ['wallboard', `${address}/?wall`]]
}
