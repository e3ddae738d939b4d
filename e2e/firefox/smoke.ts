/**
 * `npm run e2e:firefox`: every kind of page of a running demo, in the system's Firefox over WebDriver BiDi. Exits with 0
 * and reports no page where no Firefox is installed.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { launch } from 'puppeteer-core'
import { findFirefox } from '#scripts/testing/find-firefox.ts'
import { startPlatteServer } from '../testing/platte-server.ts'
import { crawl, type VisitedPage } from './crawl.ts'

const REPORT = '.cache/firefox-results.json'

const executablePath = await findFirefox()
const pages = executablePath === null ? [] : await visitEveryPage(executablePath)
await mkdir('.cache', { recursive: true })
await writeFile(REPORT, JSON.stringify({ pages }))
if (executablePath === null)
  console.log('Skipped: no Firefox is installed; install one, or name it by E2E_FIREFOX.')
if (pages.some((page) => !isSound(page))) process.exitCode = 1

async function visitEveryPage(executablePath: string): Promise<VisitedPage[]> {
  const server = await startPlatteServer(null, { demo: true })
  const browser = await launch({ browser: 'firefox', executablePath, headless: true })
  try {
    console.log(`Pages are opened in ${await browser.version()}.`)
    return await crawl(browser, server.url, (page) => {
      const { pattern, heading, complaints } = page
      console.log(`${isSound(page) ? '✓' : '✗'} ${pattern}  ${heading}`)
      for (const complaint of complaints) console.log(`    ${complaint}`)
    })
  } finally {
    await browser.close()
    await server.stop()
  }
}

function isSound({ heading, complaints }: VisitedPage): boolean {
  return heading !== '' && complaints.length === 0
}
