import type { FastifyInstance } from 'fastify'
import type { Random, Weighted } from '#contract/random.ts'
import { type TestNodeRequest, sendOmaha } from './omaha-node.ts'
import { sendRequest } from './rest-client.ts'
import { channelBody, createApplication } from './rest-world.ts'

export interface RandomFleet {
  groups(): { id: string; url: string }[]
  /** One random event, to a random node or group. */
  step(): Promise<void>
  /** One node checks in without reporting an event. */
  checkIn(): Promise<void>
}

interface FleetNode {
  machine: string
  version: string
  track: string
  app: string
}

const TRACKS = ['stable', 'beta', 'edge'] as const
type Event = readonly [type: number, result: number]

const EVENTS: readonly [Event, ...Event[]] = [
  [13, 1],
  [14, 1],
  [800, 1],
]
const NODES = 24

type TestApplication = Awaited<ReturnType<typeof createApplication>>
type Action = () => Promise<void>

interface FleetWorld {
  app: FastifyInstance
  random: Random
  application: TestApplication
  /** A second application, which some nodes report too. */
  other: TestApplication
  channelId: string
  /** How many packages were released. */
  released: number
  /** Group ids by track. */
  groups: Map<string, string>
  nodes: FleetNode[]
}

/** A small fleet whose nodes update, fail and move at random, through REST and Omaha only. */
export async function createRandomFleet(app: FastifyInstance, random: Random): Promise<RandomFleet> {
  const world = await createWorld(app, random)
  const actions = fleetActions(world)
  const { application, groups } = world
  return {
    groups: () => [...groups.values()].map((id) => ({ id, url: `${application.url}/groups/${id}` })),
    step: () => random.pickWeighted(actions)(),
    checkIn: () => checkIn(world),
  }
}

async function createWorld(app: FastifyInstance, random: Random): Promise<FleetWorld> {
  const application = await createApplication(app)
  const other = await createApplication(app, 'Metrics')
  const { id: packageId } = await application.addPackage('1.1.0')
  const channel = await application.addChannel('stable', 1, packageId)
  const metrics = await other.addChannel('stable', 1)
  await other.addGroup({ name: 'stable', track: 'stable', channel_id: metrics.id })
  const world: FleetWorld = {
    app,
    random,
    application,
    other,
    channelId: channel.id,
    released: 1,
    groups: new Map(),
    nodes: [],
  }
  for (const track of TRACKS) await addGroup(world, track)
  return world
}

/** What may happen in one step, and how likely each is. */
function fleetActions(world: FleetWorld): [Weighted<Action>, ...Weighted<Action>[]] {
  return [
    [20, () => checkIn(world)],
    [8, () => reportProgress(world)],
    [5, () => reportFailure(world)],
    [50, () => completeUpdate(world)],
    [6, () => moveNode(world)],
    [2, () => reportOtherApplication(world)],
    [5, () => release(world)],
    [0.3, () => replaceGroup(world)],
  ]
}

async function addGroup(
  { application, channelId, groups, random }: FleetWorld,
  track: string,
): Promise<void> {
  const { id } = await application.addGroup({
    name: track,
    track,
    channel_id: channelId,
    policy_max_updates_per_period: random.pick([3, 999_999]),
  })
  groups.set(track, id)
}

async function replaceGroup(world: FleetWorld): Promise<void> {
  const { app, application, groups, random } = world
  const track = random.pick(TRACKS)
  await sendRequest(app, 'DELETE', `${application.url}/groups/${groups.get(track)}`)
  groups.delete(track)
  await addGroup(world, track)
}

async function release(world: FleetWorld): Promise<void> {
  const { app, application, channelId } = world
  world.released++
  const { id } = await application.addPackage(`1.${world.released}.0`)
  const body = channelBody('stable', 1, id)
  await sendRequest(app, 'PUT', `${application.url}/channels/${channelId}`, body)
}

function newNode({ application, random }: FleetWorld): FleetNode {
  const machine = random.chance(0.1) ? `{${random.uuid()}}` : random.hex(32)
  const version = random.pickWeighted([
    [8, '1.0.0'],
    [1, '1.0.1'],
    [1, '1.0.0-nightly.1'],
  ])
  return { machine, version, track: random.pick(TRACKS), app: application.id }
}

/** One of the nodes, or a new one until there are enough. */
function pickNode(world: FleetWorld): FleetNode {
  const known = world.nodes[world.random.integer(0, NODES - 1)]
  if (known) return known
  const node = newNode(world)
  world.nodes.push(node)
  return node
}

const send = (
  { app }: FleetWorld,
  { machine, version, track, app: appId }: FleetNode,
  request: Partial<TestNodeRequest>,
) => sendOmaha(app, { machine, version, track, app: appId, ...request })

async function checkIn(world: FleetWorld): Promise<void> {
  await send(world, pickNode(world), {})
}

async function reportProgress(world: FleetWorld): Promise<void> {
  const { random } = world
  const node = pickNode(world)
  await send(world, node, { check: false, ping: random.chance(0.5), events: [random.pick(EVENTS)] })
}

async function reportFailure(world: FleetWorld): Promise<void> {
  await send(world, pickNode(world), { check: false, ping: false, events: [[3, 0, '', 7]] })
}

async function completeUpdate(world: FleetWorld): Promise<void> {
  const { random } = world
  const node = pickNode(world)
  const { versions } = await send(world, node, {})
  const [version] = versions
  if (version !== undefined && random.chance(0.8)) node.version = version
  await send(world, node, { check: random.chance(0.5), ping: random.chance(0.8), events: [[3, 2, '1.0.0']] })
}

async function moveNode(world: FleetWorld): Promise<void> {
  const node = pickNode(world)
  node.track = world.random.pick(TRACKS)
  await send(world, node, {})
}

async function reportOtherApplication(world: FleetWorld): Promise<void> {
  await send(world, { ...pickNode(world), app: world.other.id, track: 'stable' }, {})
}
