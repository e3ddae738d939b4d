import type { Page } from '@playwright/test'
import { holdRequests } from './hold-requests.ts'

/** Holds the server's configuration back, which says whether people sign in, until the returned function is called. */
export const holdConfig = (page: Page): Promise<() => void> => holdRequests(page, '**/config')
