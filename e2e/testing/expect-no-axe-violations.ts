import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

type Scheme = 'light' | 'dark'

/** What the theme decides; the rest is the same in either. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block']

/** Axe finds nothing on the page as it stands, in either theme. The page must follow the system's. */
export async function expectNoAxeViolations(page: Page): Promise<void> {
  await changeTheme(page, 'light')
  expect(await violationsOf(axe(page)), 'Axe, light theme').toEqual([])
  await changeTheme(page, 'dark')
  expect(await violationsOf(axe(page).withRules(COLOUR_RULES)), 'Axe, dark theme').toEqual([])
}

/** Without frames, and without a word on what is in order: both take longer than the rules. */
const axe = (page: Page) => new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })

async function violationsOf(builder: AxeBuilder): Promise<string[]> {
  const { violations } = await builder.analyze()
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}\n${target.join(' ')}\n${failureSummary ?? ''}`),
  )
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
