import type { Locator, Page } from '@playwright/test'

const FRAME_MS = 1000 / 60
const TURNS = 120
const PIXELS_A_TURN = 240

/** Turns the wheel over `place` and says which share of the frames that were due was not drawn, 0 to 1. */
export async function droppedFrames(page: Page, place: Locator): Promise<number> {
  await place.hover()
  const recording = page.evaluate(
    ([frames, frameMs]) =>
      new Promise<{ due: number; drawn: number }>((resolve) => {
        const first = performance.now()
        let drawn = 0
        const step = () => {
          drawn += 1
          const due = (performance.now() - first) / frameMs
          if (due < frames) requestAnimationFrame(step)
          else resolve({ due: Math.round(due), drawn })
        }
        requestAnimationFrame(step)
      }),
    [TURNS * 2, FRAME_MS] as const,
  )
  for (let turn = 0; turn < TURNS; turn++) {
    // oxlint-disable-next-line no-await-in-loop -- one turn after the other, as a hand does
    await page.mouse.wheel(0, PIXELS_A_TURN)
  }
  const { due, drawn } = await recording
  return Math.max(0, 1 - drawn / due)
}
