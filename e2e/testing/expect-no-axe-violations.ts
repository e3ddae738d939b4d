import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

type Scheme = 'light' | 'dark'

/** The rules that depend on the theme. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block']

/** Expects that axe finds nothing on the current page, in either theme. The page must follow the system's theme. */
export async function expectNoAxeViolations(page: Page): Promise<void> {
  await changeTheme(page, 'light')
  expect(await findViolations(axe(page)), 'Axe, light theme').toEqual([])
  await changeTheme(page, 'dark')
  expect(await findViolations(axe(page).withRules(COLOUR_RULES)), 'Axe, dark theme').toEqual([])
}

/** Without frames and without results for passed rules: both take longer than the rules themselves. */
const axe = (page: Page) => new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })

async function findViolations(builder: AxeBuilder): Promise<string[]> {
  const { violations } = await builder.analyze()
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
