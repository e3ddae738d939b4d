/**
 * `npm run screenshots`: takes the README's pictures of the running product, over a demo fleet of its own, and pictures
 * of every page in four sizes and both themes, which Git ignores.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'
import { parseConfig } from '#server/config/config.ts'
import { startServer } from '#server/main.ts'
import { buildDashboardIfNeeded } from './dashboard/build.ts'
import { takePagePictures } from './page-pictures.ts'
import { findOrInstallBrowser } from './testing/install-browser.ts'

const SIZE = { width: 1280, height: 900 }
const pictureOf = (name: string) => fileURLToPath(new URL(`../docs/${name}.png`, import.meta.url))
const PAGES = fileURLToPath(new URL('../.cache/screenshots/', import.meta.url))
const say = (line: string) => console.log(line)

const { executable } = await findOrInstallBrowser(say)
await buildDashboardIfNeeded((text) => process.stdout.write(text))
const data = await mkdtemp(path.join(tmpdir(), 'platte-screenshots-'))
const parsed = parseConfig(['--port', '0', '--data', path.join(data, 'fleet')], {})
if (parsed.kind !== 'config') throw new Error('The flags ask for help.')
const server = await startServer(parsed.config, {
  log: say,
  onFatalError: (error) => {
    throw error
  },
})
const browser = await chromium.launch({ executablePath: executable })
try {
  const page = await browser.newPage({ viewport: SIZE, deviceScaleFactor: 1.5, colorScheme: 'light' })
  await page.goto(server.address)
  // Every group's numbers are there once none of the rows is still asking.
  const groups = page.getByRole('table', { name: 'Groups' })
  await groups.getByText('Held by safe mode').first().waitFor()
  await groups.getByText('Loading').first().waitFor({ state: 'detached' })
  // What comes after the groups.
  await page.getByText('Versions, 30 days').waitFor()
  await groups
    .getByText(/about .* left/)
    .first()
    .waitFor()
  await take('fleet')
  const count = await takePagePictures(browser, server.address, PAGES)
  say(`Took ${count} pictures of pages in ${path.relative(process.cwd(), PAGES)}.`)

  async function take(name: string): Promise<void> {
    await page.screenshot({ path: pictureOf(name) })
    say(`Took ${path.relative(process.cwd(), pictureOf(name))}.`)
  }
} finally {
  await browser.close()
  await server.stop()
  await rm(data, { recursive: true })
}
