/**
 * `npm run bench:contention`: whether readers hold up check-ins. Beside 40 check-ins a second, 2,000 dashboards poll
 * (`--dashboards N`), then 150 clients ask for 10,000 nodes each and leave; then 12,000 nodes have a version each, and
 * eight clients at once ask for every timeline. It fills a temporary PostgreSQL (or, with `--embedded`, the embedded
 * database), starts the server on it in a process of its own and leaves nothing behind.
 */
import { parseArgs } from 'node:util'
import { addressOf, type ServerProcess, startServerProcess } from '#server/testing/server-process.ts'
import { benchDatabase, describeMachine, serverFlagsOf } from './bench-database.ts'
import { type Measure, measureLine } from './browser/measure.ts'
import { besideDashboards, besideLeavingClients } from './contention/check-in-waits.ts'
import { measureTimelines } from './contention/many-versions.ts'
import { fillOurs, giveEachItsVersion } from './fill-fleet.ts'

const { values: flags } = parseArgs({
  options: {
    embedded: { type: 'boolean', default: false },
    nodes: { type: 'string', default: '12000' },
    dashboards: { type: 'string', default: '2000' },
    seconds: { type: 'string', default: '30' },
  },
})
const [nodes, dashboards, seconds] = [flags.nodes, flags.dashboards, flags.seconds].map(Number)
if (!nodes || !dashboards || !seconds)
  throw new Error('--nodes, --dashboards and --seconds must be whole numbers above zero.')

const { description, location, remove } = await benchDatabase(flags.embedded)
try {
  console.log(describeMachine(description))
  console.log(`Filling ${nodes} nodes…`)
  await fillOurs(location, nodes)
  await withServer(async (address) => {
    const alone = await besideDashboards(address, { nodes, dashboards: 0, seconds })
    print([{ name: 'check-ins alone: p99', value: alone.p99, unit: 'ms', most: flags.embedded ? 500 : 250 }])
    const beside = await besideDashboards(address, { nodes, dashboards, seconds })
    const { responses, notModified, failed } = beside.reads
    console.log(
      `${dashboards} dashboards: ${responses} responses, ${notModified} of them 304, ${failed} failed`,
    )
    const limit = flags.embedded ? 500 : 250
    print([
      { name: `check-ins beside ${dashboards} dashboards: p50`, value: beside.p50, unit: 'ms', most: limit },
      { name: `check-ins beside ${dashboards} dashboards: p99`, value: beside.p99, unit: 'ms', most: limit },
      { name: `check-ins beside ${dashboards} dashboards: failed`, value: beside.failed, unit: '', most: 0 },
    ])
    print([await besideLeavingClients(address, nodes)])
  })
  await giveEachItsVersion(location)
  await withServer(async (address, { child }) => print(await measureTimelines(address, child.pid ?? 0)))
} finally {
  await remove()
}

async function withServer(work: (address: string, server: ServerProcess) => Promise<void>): Promise<void> {
  const server = await startServerProcess(['--port', '0', '--no-demo', ...serverFlagsOf(location)])
  try {
    await work(addressOf(server), server)
  } finally {
    await server.end('SIGTERM')
  }
}

function print(measures: readonly Measure[]): void {
  for (const measure of measures) console.log(measureLine(measure))
}
