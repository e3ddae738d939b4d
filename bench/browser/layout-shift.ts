import type { Browser, Page } from '@playwright/test'
import { pageUrls } from '#scripts/page-urls.ts'
import type { Measure } from './measure.ts'

const MAX_SHIFT = 0.05
/** A slow line: 400 kbit/s, 400 ms. */
const SLOW_LINE = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 }
const VIEWPORTS = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
]

declare global {
  interface Window {
    /** The largest burst of layout shifts, as web.dev/articles/cls defines it, and what moved in it. */
    shifts: { largest: number; moved: string[] }
  }
}

/** How far each page, or each of those `names`, moves while it loads over a slow line, on a desk and on a phone. */
export async function measureLayoutShifts(
  browser: Browser,
  server: string,
  names: readonly string[],
): Promise<Measure[]> {
  const all = await pageUrls(server)
  const pages = names.length === 0 ? all : all.filter(([name]) => names.includes(name))
  const ofViewports = VIEWPORTS.map(async (viewport) => {
    const measures: Measure[] = []
    for (const [name, url] of pages) {
      const context = await browser.newContext({ viewport, reducedMotion: 'reduce' })
      const { largest, moved } = await shiftsOf(await context.newPage(), url)
      await context.close()
      const what = largest > MAX_SHIFT ? ` (${moved.join(', ')})` : ''
      measures.push({
        name: `${name}, ${viewport.width} px${what}`,
        value: largest,
        unit: '',
        most: MAX_SHIFT,
      })
    }
    return measures
  })
  return (await Promise.all(ofViewports)).flat()
}

async function shiftsOf(page: Page, url: string): Promise<Window['shifts']> {
  await page.addInitScript({ content: OBSERVE_SHIFTS })
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Network.enable')
  await devtools.send('Network.emulateNetworkConditions', SLOW_LINE)
  await page.goto(url)
  await page.getByRole('heading', { level: 1 }).waitFor()
  // Panels load one by one.
  await page.waitForLoadState('networkidle', { timeout: 30_000 }).catch(() => undefined)
  return page.evaluate(() => window.shifts)
}

/** Runs in the page, before anything of it. A burst has at most a second between two shifts, and five in all. */
const OBSERVE_SHIFTS = `
  window.shifts = { largest: 0, moved: [] }
  let burst = { from: 0, last: 0, sum: 0, moved: [] }
  const nameOf = (node) => node instanceof Element
    ? node.tagName.toLowerCase() + '.' + String(node.className).split(' ')[0] + ':' + (node.textContent ?? '').slice(0, 24)
    : node?.nodeName
  new PerformanceObserver((list) => {
    for (const { value, startTime, hadRecentInput, sources } of list.getEntries()) {
      if (hadRecentInput) continue
      if (startTime - burst.last > 1000 || startTime - burst.from > 5000)
        burst = { from: startTime, last: startTime, sum: 0, moved: [] }
      burst.last = startTime
      burst.sum += value
      burst.moved.push(...sources.map(({ node }) => nameOf(node)))
      if (burst.sum > shifts.largest) window.shifts = { largest: burst.sum, moved: burst.moved.slice(0, 6) }
    }
  }).observe({ type: 'layout-shift', buffered: true })
`
