import open from 'open'
import { configOrExit, runServer, printLine } from '#server/run.ts'
import { buildDashboardIfNeeded } from './dashboard/build.ts'

const config = configOrExit(process.argv.slice(2))
await buildDashboardIfNeeded((text) => process.stdout.write(text))
const { address, demo } = await runServer(config)
const { source } = config
if (source.kind === 'update-server') printLine(`In front of ${source.url}.`)
else
  printLine(
    source.database.kind === 'postgres' ? 'On your PostgreSQL.' : `Data in ${source.database.directory}.`,
  )
if (demo) printLine('The nodes are simulated; --no-demo does without them.')
printLine(`Platte runs at ${address}`)
if (config.open) {
  const browser = await open(address)
  browser.on('error', () => printLine('No browser could be opened.'))
}
