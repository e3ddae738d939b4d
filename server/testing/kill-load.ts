import { FLATCAR_APPLICATION_ID } from '#contract/application.ts'
import { groupSchema } from '#contract/group.ts'
import { instancePageSchema } from '#contract/instance.ts'
import { omahaRequestXml } from './omaha-node.ts'
import { groupBody } from './rest-world.ts'

/** The stable group of a fresh database, whose channel has a package. */
const GROUP = `/api/apps/${FLATCAR_APPLICATION_ID}/groups/9a2deb70-37be-4026-853f-bfdd6b347bbe`
const NODES_AT_ONCE = 4

/** What a server that may die at any moment has answered. */
export interface Acknowledged {
  /** Machines that were told to update. */
  granted: Set<string>
  /** The last limit that was saved; the next one is one more. */
  limit: number
  /** The last limit that was sent. */
  sentLimit: number
}

export const nothingAcknowledged = (): Acknowledged => ({ granted: new Set(), limit: 0, sentLimit: 0 })

/**
 * Lets new nodes ask and edits the policy without a pause until the server is gone. Calls `afterEach`
 * whenever something was answered.
 */
export async function askUntilGone(
  address: string,
  state: Acknowledged,
  afterEach: () => void,
): Promise<void> {
  const untilGone = async (ask: () => Promise<void>) => {
    for (;;) {
      try {
        await ask()
      } catch (error) {
        // As `fetch` says that the connection broke.
        if (error instanceof TypeError) return
        throw error
      }
      afterEach()
    }
  }
  const nodes = Array.from({ length: NODES_AT_ONCE }, () => untilGone(() => checkIn(address, state)))
  await Promise.all([...nodes, untilGone(() => editPolicy(address, state))])
}

let lastMachine = 0

async function checkIn(address: string, { granted }: Acknowledged): Promise<void> {
  const machine = `machine-${++lastMachine}`
  const answer = await fetch(`${address}/v1/update/`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml' },
    body: omahaRequestXml({ machine, version: '1000.0.0', app: FLATCAR_APPLICATION_ID }),
  })
  const xml = await answer.text()
  if (!xml.includes('<updatecheck status="ok">'))
    throw new Error(`${machine} was not granted an update: ${xml}`)
  granted.add(machine)
}

async function editPolicy(address: string, state: Acknowledged): Promise<void> {
  const limit = ++state.sentLimit
  const group = await read(address, GROUP, groupSchema)
  const answer = await fetch(`${address}${GROUP}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(
      groupBody({
        name: group.name,
        track: group.track,
        channel_id: group.channel_id ?? '',
        policy_max_updates_per_period: FEWEST + limit,
      }),
    ),
  })
  await answer.text()
  if (answer.status !== 200) throw new Error(`The policy was refused with ${answer.status}.`)
  state.limit = limit
}

/** Above what the test grants in all. */
const FEWEST = 100_000

/** What was answered and isn't there any more. */
export async function findLost(address: string, state: Acknowledged): Promise<string[]> {
  const query = 'status=0&duration=30d&page=1&perpage=1000000'
  const { instances } = await read(address, `${GROUP}/instances?${query}`, instancePageSchema)
  const updating = new Set(
    (instances ?? []).filter(({ application }) => application.status === 2).map(({ id }) => id),
  )
  const lost = [...state.granted].filter((machine) => !updating.has(machine))
  const limit = (await read(address, GROUP, groupSchema)).policy_max_updates_per_period - FEWEST
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
