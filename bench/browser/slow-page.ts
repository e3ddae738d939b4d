import type { Browser, CDPSession, Page } from '@playwright/test'

/** What a small or busy laptop is to a fast one. */
const CPU_SLOWDOWN = 4

export interface SlowPage {
  page: Page
  devtools: CDPSession
  close: () => Promise<void>
}

/** A page whose processor is four times slower, and that keeps what the measures below read. */
export async function openSlowPage(browser: Browser, baseURL: string): Promise<SlowPage> {
  const context = await browser.newContext({ baseURL, viewport: { width: 1440, height: 900 } })
  await context.addInitScript({ content: OBSERVE })
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN })
  return { page, devtools, close: () => context.close() }
}

declare global {
  interface Window {
    /** Kept by the script below, in ms since the navigation. */
    observed: { longTaskEnd: number; slowestEvent: number }
  }
}

/** Runs in the page, before anything of it. */
const OBSERVE = `
  window.observed = { longTaskEnd: 0, slowestEvent: 0 }
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      observed.longTaskEnd = Math.max(observed.longTaskEnd, startTime + duration)
  }).observe({ type: 'longtask', buffered: true })
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries())
      observed.slowestEvent = Math.max(observed.slowestEvent, duration)
  }).observe({ type: 'event', durationThreshold: 16, buffered: true })
`
