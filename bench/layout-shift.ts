/**
 * `npm run bench:layout-shift`: how far each page of the dashboard moves while it loads over a slow line, on a desk and on a
 * phone, over a demo fleet of its own that is gone afterwards. Names of pages (`contract/page-paths.ts`) measure only those.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { buildDashboardIfNeeded } from '#scripts/dashboard/build.ts'
import { findOrInstallBrowser } from '#scripts/testing/install-browser.ts'
import { addressOf, startServerProcess } from '#server/testing/server-process.ts'
import { measureLayoutShifts } from './browser/layout-shift.ts'
import { measureLine } from './browser/measure.ts'

const names = process.argv.slice(2)
const say = (line: string) => console.log(line)

const { executable, description } = await findOrInstallBrowser(say)
await buildDashboardIfNeeded((text) => process.stdout.write(text))
const data = await mkdtemp(path.join(tmpdir(), 'platte-layout-shift-'))
const server = await startServerProcess(['--port', '0', '--data', path.join(data, 'fleet')])
const browser = await chromium.launch({ executablePath: executable, args: ['--disable-gpu'] })
try {
  say(`${description}, 400 kbit/s and 400 ms away.`)
  for (const measure of await measureLayoutShifts(browser, addressOf(server), names))
    say(measureLine(measure))
} finally {
  await browser.close()
  await server.end('SIGTERM')
  await rm(data, { recursive: true })
}
