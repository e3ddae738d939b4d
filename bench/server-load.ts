/**
 * `npm run bench`: how fast the server answers what a dashboard reads of a group of 100,000 nodes with three million
 * entries of history, and how many check-ins a second it takes. It fills a temporary PostgreSQL (or, with `--embedded`,
 * the embedded database), starts the server on it and leaves nothing behind. `--against URL` measures another server
 * beside it, whose database `--against-database URL` fills first where it is a fresh Nebraska's.
 */
import { parseArgs } from 'node:util'
import type { DatabaseLocation } from '#server/database/connect.ts'
import { addressOf, startServerProcess } from '#server/testing/server-process.ts'
import { benchDatabase, describeMachine, serverFlagsOf } from './bench-database.ts'
import { requireWrk, timeCheckIns } from './check-ins.ts'
import { fillNebraska, fillOurs } from './fill-fleet.ts'
import { underLimit } from './group-limit.ts'
import { readsOf, type ReadTimes, timeRead } from './reads.ts'
import { type Measured, printTable } from './report.ts'

const { values: flags } = parseArgs({
  options: {
    nodes: { type: 'string', default: '100000' },
    embedded: { type: 'boolean', default: false },
    against: { type: 'string' },
    'against-database': { type: 'string' },
  },
})
const nodes = Number(flags.nodes)
if (!Number.isSafeInteger(nodes) || nodes < 1) throw new Error('--nodes must be a whole number above zero.')

async function measure(server: string, address: string, isOurs = false): Promise<Measured> {
  const reads: (ReadTimes | null)[] = []
  // The very first request of a process is another thing.
  await fetch(`${address}/api/apps`)
  for (const read of readsOf(nodes)) {
    const time = () => timeRead(address, read)
    reads.push(read.isOurs && !isOurs ? null : await (read.isLimited ? underLimit(address, time) : time()))
  }
  return { server, reads, checkIns: await timeCheckIns(address, nodes) }
}

async function measureOurs(location: DatabaseLocation): Promise<Measured> {
  const flags = ['--port', '0', '--no-demo', '--trusted-proxy', '127.0.0.1', ...serverFlagsOf(location)]
  const server = await startServerProcess(flags)
  try {
    return await measure('Platte', addressOf(server), true)
  } finally {
    await server.end('SIGTERM')
  }
}

/** The embedded database may take this many times as long. */
const leniency = flags.embedded ? 2 : 1
await requireWrk()
const { description, location, remove } = await benchDatabase(flags.embedded)
try {
  console.log(describeMachine(description))
  console.log(`Filling ${nodes} nodes…`)
  const from = performance.now()
  await fillOurs(location, nodes)
  console.log(`Filled in ${((performance.now() - from) / 1000).toFixed(0)} s.`)
  const measured = [await measureOurs(location)]
  // The other one may take minutes.
  if (flags.against !== undefined) printTable(readsOf(nodes), measured, leniency)
  if (flags['against-database'] !== undefined) await fillNebraska(flags['against-database'], nodes)
  if (flags.against !== undefined) measured.push(await measure(flags.against, flags.against))
  printTable(readsOf(nodes), measured, leniency)
} finally {
  await remove()
}
