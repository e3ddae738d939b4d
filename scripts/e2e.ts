/** `npm run e2e`: the end-to-end tests, with a browser that is found or installed. Arguments are Playwright's. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { buildDashboardIfNeeded } from './dashboard/build.ts'
import { compiledServer } from './testing/compiled-server.ts'
import { findOrInstallBrowser } from './testing/install-browser.ts'

const say = (line: string) => console.log(line)

const browser = await findOrInstallBrowser(say)
say(`End-to-end tests run in ${browser.description}.`)
const elsewhere = process.env['E2E_UPDATE_SERVER']
if (elsewhere !== undefined) say(`Our process stands in front of ${elsewhere}.`)
await buildDashboardIfNeeded((text) => process.stdout.write(text))
await compiledServer()
const playwright = spawn('npx', ['playwright', 'test', ...process.argv.slice(2)], {
  stdio: ['ignore', 'inherit', 'inherit'],
  env: { ...process.env, E2E_BROWSER: browser.executable },
})
const [exitCode]: unknown[] = await once(playwright, 'exit')
process.exitCode = exitCode === 0 ? 0 : 1
