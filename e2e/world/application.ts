import { applicationSchema } from '#contract/application.ts'
import { channelSchema } from '#contract/channel.ts'
import { PACKAGE_TYPE, packageSchema } from '#contract/package.ts'
import { createCrew, type Crew } from './crew.ts'
import { createGroup, type GroupInWorld, type GroupPlan } from './group.ts'
import { createNode, type Node, type NodePlan } from './node.ts'
import type { OmahaClient } from './omaha-client.ts'
import type { RestClient } from './rest-client.ts'

export interface ApplicationPlan<Channel extends string, Group extends string> {
  /** Made unique by what is added to it; see the application's `name`. */
  name?: string
  /** By name, and the version that each points at; null for none. */
  channels: Record<Channel, string | null>
  groups: Record<Group, GroupPlan & { channel?: NoInfer<Channel> }>
  /** Versions that no channel points at yet. */
  packages?: readonly string[]
}

export interface ApplicationInWorld<Channel extends string, Group extends string> {
  id: string
  name: string
  group: (name: Group) => GroupInWorld
  /** One machine of that group; it exists once it checks in. */
  node: (plan: NodePlan & { group: Group }) => Node
  /** As many of them; with an alias they are alias-1, alias-2 and so on. */
  nodes: (count: number, plan: NodePlan & { group: Group }) => Crew
  addPackage: (version: string) => Promise<void>
  /** Makes a channel give that version, which must be there. */
  promote: (channel: Channel, version: string) => Promise<void>
}

interface Connections {
  rest: RestClient
  omaha: OmahaClient
}

const AMD64 = 1
const BOARD = 'amd64-usr'
const COLOR = '#14b9d6'

export async function createApplication<Channel extends string, Group extends string>(
  { rest, omaha }: Connections,
  name: string,
  plan: ApplicationPlan<Channel, Group>,
): Promise<ApplicationInWorld<Channel, Group>> {
  const { id } = await rest.post(
    '/api/apps',
    { name, description: 'Of an end-to-end test' },
    applicationSchema,
  )
  const packages = new Map<string, string>()
  const channels = new Map<string, string>()
  const groups = new Map<string, GroupInWorld>()

  const addPackage = async (version: string): Promise<void> => {
    const body = packageBody(id, version)
    packages.set(version, (await rest.post(`/api/apps/${id}/packages`, body, packageSchema)).id)
  }
  const channelBody = (channel: string, version: string | null) => ({
    application_id: id,
    name: channel,
    color: COLOR,
    arch: AMD64,
    ...(version !== null && { package_id: known(packages, version) }),
  })
  const versions = Object.values<string | null>(plan.channels).filter((version) => version !== null)
  for (const version of new Set([...versions, ...(plan.packages ?? [])])) await addPackage(version)
  for (const [channel, version] of Object.entries<string | null>(plan.channels)) {
    const body = channelBody(channel, version)
    channels.set(channel, (await rest.post(`/api/apps/${id}/channels`, body, channelSchema)).id)
  }
  for (const [group, { channel, policy }] of Object.entries<GroupPlan>(plan.groups)) {
    const channel_id = channel === undefined ? '' : known(channels, channel)
    groups.set(group, await createGroup(rest, id, { name: group, channel_id, policy }))
  }

  const node = ({ group, ...nodePlan }: NodePlan & { group: Group }): Node => {
    const { track, path } = known(groups, group)
    return createNode({ omaha, appid: id, track, board: BOARD, path: `${path}/nodes` }, nodePlan)
  }
  return {
    id,
    name,
    group: (group) => known(groups, group),
    node,
    nodes: (count, { alias, ...others }) =>
      createCrew(
        Array.from({ length: count }, (_, n) =>
          node({ ...others, ...(alias !== undefined && { alias: `${alias}-${n + 1}` }) }),
        ),
      ),
    addPackage,
    promote: (channel, version) =>
      rest.put(`/api/apps/${id}/channels/${known(channels, channel)}`, channelBody(channel, version)),
  }
}

function packageBody(application_id: string, version: string): object {
  return {
    application_id,
    arch: AMD64,
    type: PACKAGE_TYPE.other,
    version,
    url: `https://updates.example.test/${version}/`,
    filename: `os-${version}.gz`,
    description: '',
    size: '1000',
    hash: 'aGFzaA==',
    channels_blacklist: [],
  }
}

function known<Value>(made: ReadonlyMap<string, Value>, name: string): Value {
  const value = made.get(name)
  if (value === undefined)
    throw new Error(`The application has no ${name}, but ${[...made.keys()].join(', ')}`)
  return value
}
