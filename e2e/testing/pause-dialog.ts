import type { Page } from '@playwright/test'

export const dialog = (page: Page) => page.getByRole('dialog')
export const reason = (page: Page) => dialog(page).getByRole('textbox', { name: 'Reason' })
/** The one that does it: "Pause canary". */
export const confirm = (page: Page, words: string) => dialog(page).getByRole('button', { name: words })
/** What is told of a write once it is done. */
export const told = (page: Page, words: string) => page.getByRole('alert').filter({ hasText: words })
