import type { Page } from '@playwright/test'

export const dialog = (page: Page) => page.getByRole('dialog')
export const reasonField = (page: Page) => dialog(page).getByRole('textbox', { name: 'Reason' })
/** The button that confirms: "Pause canary". */
export const confirmButton = (page: Page, name: string) => dialog(page).getByRole('button', { name })
/** The notification about a completed write. */
export const notification = (page: Page, text: string) => page.getByRole('alert').filter({ hasText: text })
