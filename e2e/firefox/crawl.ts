import type { Browser, Page } from 'puppeteer-core'

/** What a page was found to be. */
export interface VisitedPage {
  /** Its path with `:id` for every id: one page of a kind is visited. */
  pattern: string
  path: string
  /** Empty where it didn't come up. */
  heading: string
  /** Errors that it logged or threw, and requests to other origins. */
  complaints: readonly string[]
}

const LOADING_TIMEOUT_MS = 30_000
/** Ids are UUIDs, with or without hyphens, and reverse domain names. */
const ID = /^(?:[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}|[\w-]+(?:\.[\w-]+){2,})$/i

const patternOf = (path: string) =>
  path
    .split('/')
    .map((part) => (ID.test(decodeURIComponent(part)) ? ':id' : part))
    .join('/')

/** Visits one page of every kind that a link leads to, beginning with `/`. */
export async function crawl(
  browser: Browser,
  origin: string,
  onVisit: (page: VisitedPage) => void,
): Promise<VisitedPage[]> {
  const visited = new Map<string, VisitedPage>()
  const waiting = ['/']
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const pattern = patternOf(path)
    if (visited.has(pattern)) continue
    const { links, ...page } = await visit(browser, origin, path)
    const found = { pattern, path, ...page }
    visited.set(pattern, found)
    onVisit(found)
    waiting.push(...links)
  }
  return [...visited.values()]
}

async function visit(browser: Browser, origin: string, path: string) {
  const page = await browser.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.protocol.startsWith('http') && url.origin !== origin) complaints.push(`requested ${url.href}`)
  })
  try {
    await page.goto(origin + path)
    await page.waitForSelector('h1', { visible: true, timeout: LOADING_TIMEOUT_MS })
    await page.waitForFunction(isLoaded, { timeout: LOADING_TIMEOUT_MS })
    const heading = await page.$eval('h1', (element) => element.textContent)
    return { heading, complaints, links: await localLinks(page) }
  } catch (error) {
    return { heading: '', complaints: [...complaints, String(error)], links: [] }
  } finally {
    await page.close()
  }
}

/** Runs in the page. */
const isLoaded = () => document.querySelector('main [aria-busy="true"]') === null

const localLinks = (page: Page): Promise<string[]> =>
  page.$$eval('a[href]', (anchors) =>
    anchors
      .filter((anchor) => anchor instanceof HTMLAnchorElement)
      .filter((anchor) => anchor.origin === location.origin && !anchor.hasAttribute('download'))
      .map((anchor) => anchor.pathname),
  )
