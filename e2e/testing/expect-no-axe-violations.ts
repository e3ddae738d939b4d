import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, type Page } from '@playwright/test'
import type axe from 'axe-core'

declare global {
  interface Window {
    axe?: typeof axe
  }
}

type Scheme = 'light' | 'dark'

/** Half a megabyte, which a page evaluates once: that takes as long as many of the rules. */
const AXE_SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The rules that depend on the theme. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block']

/** Expects that axe finds nothing on the current page, in either theme. The page must follow the system's theme. */
export async function expectNoAxeViolations(page: Page): Promise<void> {
  if (await page.evaluate(() => window.axe === undefined)) await page.evaluate(AXE_SOURCE)
  await changeTheme(page, 'light')
  expect(await findViolations(page, {}), 'Axe, light theme').toEqual([])
  await changeTheme(page, 'dark')
  expect(await findViolations(page, { runOnly: COLOUR_RULES }), 'Axe, dark theme').toEqual([])
}

async function findViolations(page: Page, options: axe.RunOptions): Promise<string[]> {
  const violations = await page.evaluate(
    async (options) => (await window.axe?.run(options))?.violations,
    // Results for passed rules take longer than the rules themselves.
    { ...options, resultTypes: ['violations'] } satisfies axe.RunOptions,
  )
  if (!violations) throw new Error('The page has no axe.')
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}\n${target.join(' ')}\n${failureSummary ?? ''}`),
  )
}

/** Resolves when the theme is there and all colour transitions have finished. */
async function changeTheme(page: Page, scheme: Scheme): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme })
  // Asked at each frame, since an animation whose element is removed never reports that it has finished.
  await page.waitForFunction(
    (scheme) =>
      getComputedStyle(document.documentElement).colorScheme === scheme &&
      document
        .getAnimations()
        .every(
          ({ playState, effect }) =>
            playState !== 'running' || !Number.isFinite(effect?.getComputedTiming().endTime),
        ),
    scheme,
  )
}
