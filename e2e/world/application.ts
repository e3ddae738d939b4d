import { applicationSchema } from '#contract/application.ts'
import { type Channel, channelSchema } from '#contract/channel.ts'
import { PACKAGE_TYPE, packageSchema } from '#contract/package.ts'
import { createNodeBatch, type NodeBatch } from './node-batch.ts'
import { createGroup, type TestGroup, type GroupPlan } from './group.ts'
import { createNode, type Node, type NodePlan } from './node.ts'
import type { OmahaClient } from './omaha-client.ts'
import type { RestClient } from './rest-client.ts'

export interface ApplicationPlan<ChannelName extends string, GroupName extends string> {
  /** A unique suffix is appended; the application's `name` has it. */
  name?: string
  /** Channel names and the version of each channel's package; null for no package. */
  channels: Record<ChannelName, string | null>
  /** Channels for arm64, with packages, groups and nodes of that arch; all others are for amd64. */
  arm64?: readonly NoInfer<ChannelName>[]
  groups: Record<GroupName, GroupPlan & { channel?: NoInfer<ChannelName> }>
  /** Versions of further packages, which no channel has yet. */
  packages?: readonly string[]
}

export interface TestApplication<ChannelName extends string, GroupName extends string> {
  id: string
  name: string
  group: (name: GroupName) => TestGroup
  /** A node of that group; the server knows it once it checks in. */
  node: (plan: NodePlan & { group: GroupName }) => Node
  /** That many nodes; with an alias they are named alias-1, alias-2 and so on. */
  nodes: (count: number, plan: NodePlan & { group: GroupName }) => NodeBatch
  addPackage: (version: string) => Promise<void>
  /** Sets the channel's package to that version, whose package must exist. */
  promote: (channel: ChannelName, version: string) => Promise<void>
  /** Makes that version a floor of the channel; its package must exist. */
  /** False for a release of Nebraska without floors. */
  hasFloors: (channel: ChannelName) => Promise<boolean>
  addFloor: (channel: ChannelName, version: string, reason: string) => Promise<void>
  /** Blacklists that version for the channel; its package must exist. */
  blacklist: (channel: ChannelName, version: string) => Promise<void>
  channel: (name: ChannelName) => TestChannel
  /** Path of the page with the application's promotion pipeline. */
  pipelinePath: string
  packageId: (version: string) => string
}

export interface TestChannel {
  id: string
  /** Path of the page that sets the channel's package. */
  path: string
  read: () => Promise<Channel>
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

export async function createApplication<ChannelName extends string, GroupName extends string>(
  { rest, omaha }: Connections,
  name: string,
  plan: ApplicationPlan<ChannelName, GroupName>,
): Promise<TestApplication<ChannelName, GroupName>> {
  const application = { name, description: 'Made by an end-to-end test' }
  const { id } = await rest.post('/api/apps', application, applicationSchema)
  const catalogue = await createCatalogue(rest, id, plan)
  const { archOf, channelId } = catalogue
  const groups = new Map<string, TestGroup>()
  const boards = new Map<string, string>()
  for (const [group, { channel, policy }] of Object.entries<GroupPlan>(plan.groups)) {
    const channel_id = channel === undefined ? '' : channelId(channel)
    groups.set(group, await createGroup(rest, id, { name: group, channel_id, policy }))
    boards.set(group, BOARDS[archOf(channel ?? '')])
  }
  const node = ({ group, ...nodePlan }: NodePlan & { group: GroupName }): Node => {
    const { track, path } = mustGet(groups, group)
    const board = mustGet(boards, group)
    return createNode({ omaha, appid: id, track, board, path: `${path}/nodes` }, nodePlan)
  }
  return {
    id,
    name,
    group: (group) => mustGet(groups, group),
    node,
    nodes: (count, { alias, ...others }) =>
      createNodeBatch(
        Array.from({ length: count }, (_, n) =>
          node({ ...others, ...(alias !== undefined && { alias: `${alias}-${n + 1}` }) }),
        ),
      ),
    addPackage: (version) => catalogue.addPackage(version),
    packageId: (version) => catalogue.packageId(version),
    pipelinePath: `/applications/${id}/promote`,
    ...channelActions(rest, id, catalogue),
  }
}

type Catalogue = Awaited<ReturnType<typeof createCatalogue>>

/** Creates the plan's packages and channels. */
async function createCatalogue(
  rest: RestClient,
  id: string,
  plan: Pick<ApplicationPlan<string, string>, 'arm64' | 'channels' | 'packages'>,
) {
  const packages = new Map<string, string>()
  const channels = new Map<string, string>()
  const archOf = (channel: string): Arch => (plan.arm64?.includes(channel) ? ARM64 : AMD64)
  const addPackage = async (version: string, arch: Arch = AMD64): Promise<void> => {
    const body = packageBody(id, version, arch)
    const created = await rest.post(`/api/apps/${id}/packages`, body, packageSchema)
    packages.set(packageKey(version, arch), created.id)
  }
  const packageId = (version: string, arch: Arch = AMD64) => mustGet(packages, packageKey(version, arch))
  const channelBody = (channel: string, version: string | null) => ({
    application_id: id,
    name: channel,
    color: COLOR,
    arch: archOf(channel),
    ...(version !== null && { package_id: packageId(version, archOf(channel)) }),
  })
  for (const version of plan.packages ?? []) await addPackage(version)
  for (const [channel, version] of Object.entries(plan.channels)) {
    if (version !== null && !packages.has(packageKey(version, archOf(channel))))
      await addPackage(version, archOf(channel))
    const created = await rest.post(`/api/apps/${id}/channels`, channelBody(channel, version), channelSchema)
    channels.set(channel, created.id)
  }
  return {
    archOf,
    addPackage,
    packageId,
    channelBody,
    channelId: (channel: string) => mustGet(channels, channel),
  }
}

function channelActions(rest: RestClient, id: string, catalogue: Catalogue) {
  const { archOf, packageId, channelBody, channelId } = catalogue
  return {
    promote: (channel: string, version: string) =>
      rest.put(`/api/apps/${id}/channels/${channelId(channel)}`, channelBody(channel, version)),
    hasFloors: (channel: string) => rest.knows(`/api/channels/${channelId(channel)}/floors`),
    addFloor: (channel: string, version: string, floor_reason: string) =>
      rest.put(`/api/channels/${channelId(channel)}/floors/${packageId(version, archOf(channel))}`, {
        floor_reason,
      }),
    blacklist: (channel: string, version: string) => {
      const arch = archOf(channel)
      return rest.put(`/api/apps/${id}/packages/${packageId(version, arch)}`, {
        ...packageBody(id, version, arch),
        channels_blacklist: [channelId(channel)],
      })
    },
    channel: (name: string): TestChannel => ({
      id: channelId(name),
      path: `/applications/${id}/channels/${channelId(name)}/package`,
      read: () => rest.get(`/api/apps/${id}/channels/${channelId(name)}`, channelSchema),
    }),
  }
}

const packageKey = (version: string, arch: Arch) => `${version} of ${BOARDS[arch]}`

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

function mustGet<Value>(created: ReadonlyMap<string, Value>, name: string): Value {
  const value = created.get(name)
  if (value === undefined)
    throw new Error(`The test application has no ${name}, only ${[...created.keys()].join(', ')}`)
  return value
}
