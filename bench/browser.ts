/**
 * `npm run bench:browser`: what a person waits for in the dashboard, on a processor slowed down four times, over a fleet
 * of 100,000 nodes (`--nodes N` for another) in a PostgreSQL of its own that is gone afterwards. A browser that shares
 * its two cores with the server and the database is slower still: read the figures with the machine's name.
 */
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { type Browser, chromium } from '@playwright/test'
import { buildDashboardIfNeeded } from '#scripts/dashboard/build.ts'
import { findOrInstallBrowser } from '#scripts/testing/install-browser.ts'
import { parseConfig } from '#server/config/config.ts'
import { startServer } from '#server/main.ts'
import { startTestPostgres } from '#scripts/testing/test-postgres.ts'
import { fleetIsThere, measureFleetPage } from './browser/fleet-page.ts'
import { heapOverAnHour } from './browser/heap-growth.ts'
import { measureInsideNebraska } from './browser/inside-nebraska.ts'
import { addGroups } from './browser/many-groups.ts'
import { type Measure, measureLine } from './browser/measure.ts'
import { measureNodeExplorer } from './browser/node-explorer.ts'
import { openSlowPage } from './browser/slow-page.ts'
import { fillOurs, spreadNodes } from './fill-fleet.ts'

const SEEDED_GROUPS = 8
const MANY_GROUPS = 300
const HEAP_GROWTH_PERCENT = 5

const { values } = parseArgs({ options: { nodes: { type: 'string', default: '100000' } } })
const nodes = Number(values.nodes)
const say = (line: string) => console.log(line)

const { executable, description } = await findOrInstallBrowser(say)
await buildDashboardIfNeeded((text) => process.stdout.write(text))
const postgres = await startTestPostgres({}, {})
say(`${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${description}, ${postgres.description}`)
try {
  say(`Filling in ${nodes} nodes and their history…`)
  await fillOurs({ kind: 'postgres', url: postgres.url }, nodes)
  const parsed = parseConfig(['--port', '0', '--no-demo', '--database-url', postgres.url], {})
  if (parsed.kind !== 'config') throw new Error('The flags ask for help.')
  const server = await startServer(parsed.config, {
    log: () => {},
    onFatalError: (error) => {
      throw error
    },
  })
  const launch = (...args: string[]) =>
    chromium.launch({ executablePath: executable, args: ['--no-sandbox', '--disable-gpu', ...args] })
  const browser = await launch()
  try {
    await warmUp(browser, server.address)
    print(await measureFleetPage(browser, server.address, SEEDED_GROUPS))
    print(await measureNodeExplorer(browser, server.address))
    print([await measureHeap(server.address, await launch('--js-flags=--lite-mode'))])
    await addGroups(server.address, MANY_GROUPS - SEEDED_GROUPS)
    await spreadNodes({ kind: 'postgres', url: postgres.url })
    print(await measureFleetPage(browser, server.address, MANY_GROUPS))
    print(await measureInsideNebraska(browser, server.address, MANY_GROUPS))
  } finally {
    await browser.close()
    await server.stop()
  }
} finally {
  await postgres.stop()
}

/** A browser and a server that have just started take half a second each for their first page. */
async function warmUp(browser: Browser, address: string): Promise<void> {
  const page = await browser.newPage({ baseURL: address })
  await page.goto('/')
  await fleetIsThere(page, SEEDED_GROUPS)
  await page.context().close()
}

/** @param browser whose heap has no compiled code: that grows for hours, and belongs to the engine */
async function measureHeap(address: string, browser: Browser): Promise<Measure> {
  const slow = await openSlowPage(browser, address)
  const { before, after } = await heapOverAnHour(slow, '/', () => fleetIsThere(slow.page, SEEDED_GROUPS))
  await browser.close()
  const value = Math.max(0, (after / before - 1) * 100)
  return { name: 'fleet page: heap after an hour', value, unit: '%', most: HEAP_GROWTH_PERCENT }
}

function print(measures: readonly Measure[]): void {
  for (const measure of measures) say(measureLine(measure))
}
