import { applicationSchema } from '#contract/application.ts'
import { type Channel as ChannelAnswer, channelSchema } from '#contract/channel.ts'
import { PACKAGE_TYPE, packageSchema } from '#contract/package.ts'
import { createNodeBatch, type NodeBatch } from './node-batch.ts'
import { createGroup, type GroupInWorld, type GroupPlan } from './group.ts'
import { createNode, type Node, type NodePlan } from './node.ts'
import type { OmahaClient } from './omaha-client.ts'
import type { RestClient } from './rest-client.ts'

export interface ApplicationPlan<Channel extends string, Group extends string> {
  /** Made unique by what is added to it; see the application's `name`. */
  name?: string
  /** By name, and the version that each points at; null for none. */
  channels: Record<Channel, string | null>
  /** Channels of arm64, with a package of their own, and of arm64 their groups and nodes; the others are of amd64. */
  arm64?: readonly NoInfer<Channel>[]
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
  nodes: (count: number, plan: NodePlan & { group: Group }) => NodeBatch
  addPackage: (version: string) => Promise<void>
  /** Makes a channel give that version, which must be there. */
  promote: (channel: Channel, version: string) => Promise<void>
  /** Nodes of the channel must not skip that version, which must be there. */
  addFloor: (channel: Channel, version: string, reason: string) => Promise<void>
  /** Keeps the channel from ever giving that version, which must be there. */
  blacklist: (channel: Channel, version: string) => Promise<void>
  channel: (name: Channel) => ChannelInWorld
  /** Of the page with the application's channels as a ladder. */
  ladder: string
  packageId: (version: string) => string
}

export interface ChannelInWorld {
  id: string
  /** Of the page that points it at a package. */
  path: string
  read: () => Promise<ChannelAnswer>
}

interface Connections {
  rest: RestClient
  omaha: OmahaClient
}

const AMD64 = 1
const ARM64 = 2
type Arch = typeof AMD64 | typeof ARM64
const BOARDS: Record<Arch, string> = { [AMD64]: 'amd64-usr', [ARM64]: 'arm64-usr' }
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
  const boards = new Map<string, string>()

  const archOf = (channel: string): Arch => (plan.arm64?.some((name) => name === channel) ? ARM64 : AMD64)
  const addPackage = async (version: string, arch: Arch = AMD64): Promise<void> => {
    const body = packageBody(id, version, arch)
    packages.set(nameOf(version, arch), (await rest.post(`/api/apps/${id}/packages`, body, packageSchema)).id)
  }
  const packageId = (version: string, arch: Arch = AMD64) => known(packages, nameOf(version, arch))
  const channelBody = (channel: string, version: string | null) => ({
    application_id: id,
    name: channel,
    color: COLOR,
    arch: archOf(channel),
    ...(version !== null && { package_id: packageId(version, archOf(channel)) }),
  })
  for (const version of plan.packages ?? []) await addPackage(version)
  for (const [channel, version] of Object.entries<string | null>(plan.channels)) {
    if (version !== null && !packages.has(nameOf(version, archOf(channel))))
      await addPackage(version, archOf(channel))
  }
  for (const [channel, version] of Object.entries<string | null>(plan.channels)) {
    const body = channelBody(channel, version)
    channels.set(channel, (await rest.post(`/api/apps/${id}/channels`, body, channelSchema)).id)
  }
  for (const [group, { channel, policy }] of Object.entries<GroupPlan>(plan.groups)) {
    const channel_id = channel === undefined ? '' : known(channels, channel)
    groups.set(group, await createGroup(rest, id, { name: group, channel_id, policy }))
    boards.set(group, BOARDS[archOf(channel ?? '')])
  }

  const node = ({ group, ...nodePlan }: NodePlan & { group: Group }): Node => {
    const { track, path } = known(groups, group)
    const board = known(boards, group)
    return createNode({ omaha, appid: id, track, board, path: `${path}/nodes` }, nodePlan)
  }
  return {
    id,
    name,
    group: (group) => known(groups, group),
    node,
    nodes: (count, { alias, ...others }) =>
      createNodeBatch(
        Array.from({ length: count }, (_, n) =>
          node({ ...others, ...(alias !== undefined && { alias: `${alias}-${n + 1}` }) }),
        ),
      ),
    addPackage: (version) => addPackage(version),
    promote: (channel, version) =>
      rest.put(`/api/apps/${id}/channels/${known(channels, channel)}`, channelBody(channel, version)),
    addFloor: (channel, version, floor_reason) =>
      rest.put(`/api/channels/${known(channels, channel)}/floors/${packageId(version, archOf(channel))}`, {
        floor_reason,
      }),
    blacklist: (channel, version) => {
      const arch = archOf(channel)
      return rest.put(`/api/apps/${id}/packages/${packageId(version, arch)}`, {
        ...packageBody(id, version, arch),
        channels_blacklist: [known(channels, channel)],
      })
    },
    channel: (name) => {
      const channel = known(channels, name)
      return {
        id: channel,
        path: `/applications/${id}/channels/${channel}/package`,
        read: () => rest.get(`/api/apps/${id}/channels/${channel}`, channelSchema),
      }
    },
    ladder: `/applications/${id}/promote`,
    packageId: (version) => packageId(version),
  }
}

const nameOf = (version: string, arch: Arch) => `${version} of ${BOARDS[arch]}`

function packageBody(application_id: string, version: string, arch: Arch): object {
  return {
    application_id,
    arch,
    type: PACKAGE_TYPE.other,
    version,
    url: `https://updates.example.test/${version}/`,
    filename: `os-${version}.gz`,
    description: '',
    size: '1000',
    hash: 'qvTGHdzF6KLavt4PO0gs2a6pQ00=',
    channels_blacklist: [],
  }
}

function known<Value>(made: ReadonlyMap<string, Value>, name: string): Value {
  const value = made.get(name)
  if (value === undefined)
    throw new Error(`The application has no ${name}, but ${[...made.keys()].join(', ')}`)
  return value
}
