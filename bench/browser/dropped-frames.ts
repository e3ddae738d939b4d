import { setTimeout as pass } from 'node:timers/promises'
import type { Browser, Locator, Page } from '@playwright/test'
import * as z from 'zod/mini'

const TURNS = 90
/** What a turn of the wheel is worth by default in Chromium. */
const PIXELS_A_TURN = 100
const FRAMES = ['devtools.timeline.frame', 'disabled-by-default-devtools.timeline.frame']

const traceSchema = z.object({
  traceEvents: z.array(
    z.object({
      name: z.string(),
      args: z.optional(z.object({ hasPartialUpdate: z.optional(z.boolean()) })),
    }),
  ),
})

/**
 * Turns the wheel over `place` as fast as the page takes it, and says by the browser's own account which share of its
 * frames showed nothing new, 0 to 1. (One that only scrolled what was drawn already is none of them.)
 */
export async function droppedFrames(browser: Browser, page: Page, place: Locator): Promise<number> {
  await place.hover()
  await browser.startTracing(page, { categories: FRAMES })
  for (let turn = 0; turn < TURNS; turn++) {
    await page.mouse.wheel(0, PIXELS_A_TURN)
    await pass(1000 / 30)
  }
  const trace = (await browser.stopTracing()).toString()
  const { traceEvents } = traceSchema.parse(JSON.parse(trace))
  const drawn = traceEvents.filter(({ name }) => name === 'DrawFrame').length
  const dropped = traceEvents.filter(
    ({ name, args }) => name === 'DroppedFrame' && args?.hasPartialUpdate !== true,
  ).length
  return dropped / (drawn + dropped)
}
