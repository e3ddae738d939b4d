import type { FastifyInstance } from 'fastify'
import type { Random } from '#contract/random.ts'
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

/** A small fleet whose nodes update, fail and move at random, through REST and Omaha only. */
export async function createRandomFleet(app: FastifyInstance, random: Random): Promise<RandomFleet> {
  const application = await createApplication(app)
  const other = await createApplication(app, 'Metrics')
  const packages = [await application.addPackage('1.1.0')]
  const channel = await application.addChannel('stable', 1, packages[0]?.id)
  const metrics = await other.addChannel('stable', 1)
  await other.addGroup({ name: 'stable', track: 'stable', channel_id: metrics.id })
  const groups = new Map<string, string>()
  const nodes: FleetNode[] = []

  async function addGroup(track: string): Promise<void> {
    const { id } = await application.addGroup({
      name: track,
      track,
      channel_id: channel.id,
      policy_max_updates_per_period: random.pick([3, 999_999]),
    })
    groups.set(track, id)
  }
  for (const track of TRACKS) await addGroup(track)

  function newNode(): FleetNode {
    const machine = random.chance(0.1) ? `{${random.uuid()}}` : random.hex(32)
    const version = random.pickWeighted([
      [8, '1.0.0'],
      [1, '1.0.1'],
      [1, '1.0.0-nightly.1'],
    ])
    return { machine, version, track: random.pick(TRACKS), app: application.id }
  }

  const send = (node: FleetNode, request: Partial<TestNodeRequest>) =>
    sendOmaha(app, {
      machine: node.machine,
      version: node.version,
      track: node.track,
      app: node.app,
      ...request,
    })

  async function release(): Promise<void> {
    const released = await application.addPackage(`1.${packages.length + 1}.0`)
    packages.push(released)
    const body = channelBody('stable', 1, released.id)
    await sendRequest(app, 'PUT', `${application.url}/channels/${channel.id}`, body)
  }

  async function replaceGroup(): Promise<void> {
    const track = random.pick(TRACKS)
    await sendRequest(app, 'DELETE', `${application.url}/groups/${groups.get(track)}`)
    groups.delete(track)
    await addGroup(track)
  }

  async function anyNode(): Promise<FleetNode> {
    const known = nodes[random.integer(0, NODES - 1)]
    if (known) return known
    const node = newNode()
    nodes.push(node)
    return node
  }

  const checkIn = async () => {
    await send(await anyNode(), {})
  }
  const progress = async () => {
    const node = await anyNode()
    await send(node, { check: false, ping: random.chance(0.5), events: [random.pick(EVENTS)] })
  }
  const fail = async () => {
    await send(await anyNode(), { check: false, ping: false, events: [[3, 0, '', 7]] })
  }
  const complete = async () => {
    const node = await anyNode()
    const { versions } = await send(node, {})
    const [version] = versions
    if (version !== undefined && random.chance(0.8)) node.version = version
    await send(node, { check: random.chance(0.5), ping: random.chance(0.8), events: [[3, 2, '1.0.0']] })
  }
  const move = async () => {
    const node = await anyNode()
    node.track = random.pick(TRACKS)
    await send(node, {})
  }
  const reportOtherApplication = async () => {
    await send({ ...(await anyNode()), app: other.id, track: 'stable' }, {})
  }

  return {
    groups: () => [...groups.values()].map((id) => ({ id, url: `${application.url}/groups/${id}` })),
    step: () =>
      random.pickWeighted([
        [20, checkIn],
        [8, progress],
        [5, fail],
        [50, complete],
        [6, move],
        [2, reportOtherApplication],
        [5, release],
        [0.3, replaceGroup],
      ])(),
    checkIn,
  }
}
