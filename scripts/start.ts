import open from 'open'
import { configOrExit, runServer, tell } from '#server/run.ts'
import { buildDashboardIfNeeded } from './dashboard/build.ts'

const config = configOrExit(process.argv.slice(2))
await buildDashboardIfNeeded((text) => process.stdout.write(text))
const { address, demo } = await runServer(config)
const { source } = config
if (source.kind === 'update-server') tell(`In front of ${source.url}.`)
else
  tell(source.database.kind === 'postgres' ? 'On your PostgreSQL.' : `Data in ${source.database.directory}.`)
if (demo) tell('The nodes are simulated; --no-demo does without them.')
tell(`Platte runs at ${address}`)
if (config.open) {
  const browser = await open(address)
  browser.on('error', () => tell('No browser could be opened.'))
}
