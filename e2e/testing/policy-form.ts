import type { Page } from '@playwright/test'
import type { World } from '../world/world.ts'

/** Two groups on one channel; canary grants 20 updates per 15 minutes. */
export async function kioskWithCanary(world: World) {
  const kiosk = await world.application({
    channels: { stable: '2.0.0', beta: '3.0.0' },
    groups: {
      canary: { channel: 'stable', policy: { policy_max_updates_per_period: 20 } },
      everyone: { channel: 'stable' },
    },
  })
  const canary = kiosk.group('canary')
  return { kiosk, canary, form: `${canary.path}/edit` }
}

/** Opens the form with the policy of its canary. */
export async function openPolicyForm(world: World, page: Page) {
  const found = await kioskWithCanary(world)
  await page.goto(found.form)
  return found
}

export const textField = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
export const limitField = (page: Page) => textField(page, 'Limit')
export const saveButton = (page: Page) => page.getByRole('button', { name: 'Save', exact: true })
export const settingGroup = (page: Page, name: string) => page.getByRole('group', { name, exact: true })
export const saveProblem = (page: Page) => page.getByRole('region', { name: 'Not saved' })
export const comparison = (page: Page) =>
  page.getByRole('region', { name: 'This group was changed while you edited it' })
export const savedNotification = (page: Page) =>
  page.getByRole('alert').filter({ hasText: 'Policy of canary saved' })
