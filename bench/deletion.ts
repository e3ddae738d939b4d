/**
 * `npm run bench:deletion`: how long the deletion of a group of 100,000 nodes with three million entries of history takes,
 * and whether it holds up the check-ins of another group, forty a second. It fills a temporary PostgreSQL (or, with
 * `--embedded`, the embedded database), starts the server on it in a process of its own and leaves nothing behind.
 */
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import * as z from 'zod/mini'
import { FLATCAR_APPLICATION_ID } from '#contract/application.ts'
import { platteStatusSchema } from '#contract/platte-status.ts'
import { SECOND_MS } from '#contract/time-units.ts'
import { addressOf, startServerProcess } from '#server/testing/server-process.ts'
import { benchDatabase, describeMachine, serverFlagsOf } from './bench-database.ts'
import { type Measure, measureLine } from './browser/measure.ts'
import { checkInBody } from './check-ins.ts'
import { fillOurs } from './fill-fleet.ts'
import { STABLE_GROUP_ID } from './fleet-rule.ts'

const { values: flags } = parseArgs({
  options: {
    nodes: { type: 'string', default: '100000' },
    embedded: { type: 'boolean', default: false },
  },
})
const nodes = Number(flags.nodes)
if (!Number.isSafeInteger(nodes) || nodes < 1) throw new Error('--nodes must be a whole number above zero.')

const OTHERS = 40
const MAX_SECONDS = 300

const { description, location, remove } = await benchDatabase(flags.embedded)
try {
  console.log(describeMachine(description))
  console.log(`Filling ${nodes} nodes…`)
  await fillOurs(location, nodes)
  const server = await startServerProcess(['--port', '0', '--no-demo', ...serverFlagsOf(location)])
  try {
    for (const measure of await measureDeletion(addressOf(server))) console.log(measureLine(measure))
  } finally {
    await server.end('SIGTERM')
  }
} finally {
  await remove()
}

async function measureDeletion(address: string): Promise<Measure[]> {
  for (let round = 0; round < 3; round++)
    await Promise.all(Array.from({ length: OTHERS }, (_, n) => checkInOfOther(address, n)))
  const waits: Promise<number>[] = []
  const timer = setInterval(
    () => waits.push(checkInOfOther(address, waits.length % OTHERS)),
    SECOND_MS / OTHERS,
  )
  await delay(2 * SECOND_MS)
  const alone = percentiles(await Promise.all(waits.splice(0)))
  const began = performance.now()
  const response = await fetch(`${address}/api/apps/${FLATCAR_APPLICATION_ID}/groups/${STABLE_GROUP_ID}`, {
    method: 'DELETE',
  })
  const answered = performance.now() - began
  if (response.status !== 204) throw new Error(`The deletion is answered with ${response.status}.`)
  const { withoutNodes, swept } = await untilSwept(address, began)
  clearInterval(timer)
  const beside = percentiles(await Promise.all(waits))
  return [
    { name: 'deletion: answered', value: answered, unit: 'ms', most: 3 * SECOND_MS },
    { name: 'deletion: no node has the group', value: withoutNodes, unit: 'ms', most: Infinity },
    { name: 'deletion: history removed too', value: swept, unit: 'ms', most: Infinity },
    { name: 'check-ins of another group before: p50', value: alone.p50, unit: 'ms', most: 250 },
    { name: 'check-ins of another group before: p99', value: alone.p99, unit: 'ms', most: 250 },
    { name: 'check-ins of another group meanwhile: p50', value: beside.p50, unit: 'ms', most: 250 },
    { name: 'check-ins of another group meanwhile: p99', value: beside.p99, unit: 'ms', most: 500 },
    { name: 'check-ins of another group meanwhile: longest', value: beside.longest, unit: 'ms', most: 1000 },
  ]
}

/** Milliseconds since `began` until no node has the group, and until nothing is left of it. */
async function untilSwept(address: string, began: number): Promise<{ withoutNodes: number; swept: number }> {
  let withoutNodes: number | null = null
  for (;;) {
    const body: unknown = await (await fetch(`${address}/platte/status`)).json()
    const { deletions = [] } = z.parse(platteStatusSchema, body)
    const elapsed = performance.now() - began
    if (deletions.every(({ nodes_left }) => nodes_left === 0)) withoutNodes ??= elapsed
    if (deletions.length === 0) return { withoutNodes: withoutNodes ?? elapsed, swept: elapsed }
    if (elapsed > MAX_SECONDS * SECOND_MS) throw new Error('The deletion does not end.')
    await delay(SECOND_MS / 4)
  }
}

/** Milliseconds until the response. Its version is above what its group's channel has. */
async function checkInOfOther(address: string, n: number): Promise<number> {
  const began = performance.now()
  const body = checkInBody(nodes + n + 1).replace('track="stable"', 'track="beta"')
  const headers = { 'content-type': 'text/xml' }
  const response = await fetch(`${address}/v1/update`, { method: 'POST', headers, body })
  const text = await response.text()
  if (!text.includes('status="noupdate"'))
    throw new Error(`A check-in is answered with ${response.status}: ${text}`)
  return performance.now() - began
}

function percentiles(waits: readonly number[]) {
  const sorted = waits.toSorted((a, b) => a - b)
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Infinity
  return { p50: at(0.5), p99: at(0.99), longest: sorted.at(-1) ?? Infinity }
}
