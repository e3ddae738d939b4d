import type { Page } from '@playwright/test'

/** The table on the fleet page. */
export const fleetTable = (page: Page) => page.getByRole('table', { name: 'Groups of the fleet' })

/** Names of the application's groups in the fleet table, from top to bottom. */
export const groupNames = (page: Page, application: string) =>
  fleetTable(page)
    .getByRole('row')
    .filter({ hasText: application })
    .getByRole('rowheader')
    .locator('a:first-of-type')
    .allTextContents()
