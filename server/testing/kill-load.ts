import { FLATCAR_APPLICATION_ID } from '#contract/application.ts'
import { groupSchema } from '#contract/group.ts'
import { instancePageSchema } from '#contract/instance.ts'
import { omahaRequestXml } from './omaha-node.ts'
import { groupBody } from './rest-world.ts'

/** The stable group of a fresh database, whose channel has a package. */
const GROUP = `/api/apps/${FLATCAR_APPLICATION_ID}/groups/9a2deb70-37be-4026-853f-bfdd6b347bbe`
const CONCURRENT_NODES = 4

/** The writes that a server acknowledged before it was killed. */
export interface Acknowledged {
  /** Machines that were granted an update. */
  granted: Set<string>
  /** The last acknowledged limit. Each edit raises the limit by one. */
  limit: number
  /** The last limit that was sent, acknowledged or not. */
  sentLimit: number
}

export const nothingAcknowledged = (): Acknowledged => ({ granted: new Set(), limit: 0, sentLimit: 0 })

/** Checks in new nodes and edits the policy without a pause until the server is killed. Calls `afterEach` after each response. */
export async function loadUntilKilled(
  address: string,
  state: Acknowledged,
  afterEach: () => void,
): Promise<void> {
  const repeat = async (sendOnce: () => Promise<void>) => {
    for (;;) {
      try {
        await sendOnce()
      } catch (error) {
        // The error of `fetch` for a broken connection.
        if (error instanceof TypeError) return
        throw error
      }
      afterEach()
    }
  }
  const nodes = Array.from({ length: CONCURRENT_NODES }, () => repeat(() => checkIn(address, state)))
  await Promise.all([...nodes, repeat(() => editPolicy(address, state))])
}

let lastMachine = 0

async function checkIn(address: string, { granted }: Acknowledged): Promise<void> {
  const machine = `machine-${++lastMachine}`
  const response = await fetch(`${address}/v1/update/`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml' },
    body: omahaRequestXml({ machine, version: '1000.0.0', app: FLATCAR_APPLICATION_ID }),
  })
  const xml = await response.text()
  if (!xml.includes('<updatecheck status="ok">'))
    throw new Error(`${machine} was not granted an update: ${xml}`)
  granted.add(machine)
}

async function editPolicy(address: string, state: Acknowledged): Promise<void> {
  const limit = ++state.sentLimit
  const group = await read(address, GROUP, groupSchema)
  const response = await fetch(`${address}${GROUP}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(
      groupBody({
        name: group.name,
        track: group.track,
        channel_id: group.channel_id ?? '',
        policy_max_updates_per_period: BASE_LIMIT + limit,
      }),
    ),
  })
  await response.text()
  if (response.status !== 200) throw new Error(`The policy was refused with ${response.status}.`)
  state.limit = limit
}

/** More than the number of updates that the test grants. */
const BASE_LIMIT = 100_000

/** The acknowledged writes that are missing. */
export async function findLost(address: string, state: Acknowledged): Promise<string[]> {
  const query = 'status=0&duration=30d&page=1&perpage=1000000'
  const { instances } = await read(address, `${GROUP}/instances?${query}`, instancePageSchema)
  const updating = new Set(
    (instances ?? []).filter(({ application }) => application.status === 2).map(({ id }) => id),
  )
  const lost = [...state.granted].filter((machine) => !updating.has(machine))
  const limit = (await read(address, GROUP, groupSchema)).policy_max_updates_per_period - BASE_LIMIT
  if (state.limit > 0 && limit < state.limit) lost.push(`limit ${state.limit}, found ${limit}`)
  return lost
}

async function read<Value>(
  address: string,
  path: string,
  schema: { parse(value: unknown): Value },
): Promise<Value> {
  return schema.parse(await (await fetch(`${address}${path}`)).json())
}
