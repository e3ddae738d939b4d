import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

type Scheme = 'light' | 'dark'
const SCHEMES: readonly Scheme[] = ['light', 'dark']

/** Axe finds nothing on the page as it stands, in either theme. The page must follow the system's. */
export async function expectNoAxeViolations(page: Page): Promise<void> {
  for (const scheme of SCHEMES) {
    await changeTheme(page, scheme)
    const { violations } = await new AxeBuilder({ page }).analyze()
    const found = violations.flatMap(({ id, help, nodes }) =>
      nodes.map(
        ({ target, failureSummary }) => `${id}: ${help}\n${target.join(' ')}\n${failureSummary ?? ''}`,
      ),
    )
    expect(found, `Axe, ${scheme} theme`).toEqual([])
  }
}

/** Returns when no colour is on its way to another any more. */
async function changeTheme(page: Page, scheme: Scheme): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme })
  const theme = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)
  await expect.poll(theme).toBe(scheme)
  // Asked again and again: one whose element leaves meanwhile never says that it has finished.
  const moving = () =>
    page.evaluate(
      () =>
        document
          .getAnimations()
          .filter(
            ({ playState, effect }) =>
              playState === 'running' && Number.isFinite(effect?.getComputedTiming().endTime),
          ).length,
    )
  await expect.poll(moving).toBe(0)
}
