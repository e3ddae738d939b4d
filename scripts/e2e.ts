/** `npm run e2e`: the end-to-end tests, with a browser that is found or installed. Arguments are Playwright's. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { migratedFiles } from '#server/testing/migrated-template.ts'
import { buildDashboardIfNeeded } from './dashboard/build.ts'
import { compiledServer } from './testing/compiled-server.ts'
import { RELEASE, startStandIn } from './testing/start-released-nebraska.ts'
import { startTestPostgres } from './testing/test-postgres.ts'
import { findOrInstallBrowser } from './testing/install-browser.ts'

const say = (line: string) => console.log(line)

const browser = await findOrInstallBrowser(say)
say(`End-to-end tests run in ${browser.description}.`)
const elsewhere = process.env['E2E_UPDATE_SERVER']
await buildDashboardIfNeeded((text) => process.stdout.write(text))
await compiledServer()
await migratedFiles()
const standIn = elsewhere === RELEASE ? await startStandIn() : null
const updateServer = standIn?.url ?? elsewhere
const inside = process.env['E2E_INSIDE']
if (inside !== undefined) say(`The dashboard is the one that ${inside} serves.`)
else if (updateServer !== undefined) {
  say(
    `Our process is in front of ${standIn ? `a server that answers as Nebraska ${RELEASE}` : updateServer}.`,
  )
}
// A quarter faster than on the embedded database, on which the demo fleets are.
const postgres = updateServer === undefined && inside === undefined ? await startTestPostgres() : null
if (postgres) say(`Without a demo fleet, the data is in ${postgres.description}.`)
const playwright = spawn('npx', ['playwright', 'test', ...process.argv.slice(2)], {
  stdio: ['ignore', 'inherit', 'inherit'],
  env: {
    ...process.env,
    E2E_BROWSER: browser.executable,
    ...(postgres && { E2E_POSTGRES: postgres.url }),
    ...(updateServer !== undefined && { E2E_UPDATE_SERVER: updateServer }),
  },
})
const [exitCode]: unknown[] = await once(playwright, 'exit')
await standIn?.stop()
await postgres?.stop()
process.exitCode = exitCode === 0 ? 0 : 1
