import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import {
  signInFlags,
  type SignInProvider,
  startSignInProvider,
} from '#scripts/testing/start-sign-in-provider.ts'
import { test as base } from '../fixtures.ts'
import { createWorld } from '../world/world.ts'
import { serveDashboardFromNebraska } from '#scripts/testing/start-nebraska-around-dashboard.ts'
import { startPlatteServer } from './platte-server.ts'

/** The name, logo and header of a team's own. */
const BRANDING = [
  '--client-title',
  'Acme Fleet',
  '--client-logo',
  fileURLToPath(new URL('logo.svg', import.meta.url)),
  '--client-header-style',
  'dark',
]

/** Where a page asks to sign in. */
export const signInLink = (page: Page) => page.getByRole('main').getByRole('link', { name: 'Sign in' })

interface SignInFixtures {
  /** Opens the page at that URL, and signs in there with an account of the provider. */
  openAs: (account: string, url: string) => Promise<void>
}

const rolesOf = (role: string) => ({ realm_access: { roles: [role] } })

/**
 * `test` with a server whose people sign in at a real provider: ada is an admin, vic a viewer, gus a guest without access. The provider asks nobody for
 * a password: `provider.account` signs in.
 */
export const signInTest = base.extend<SignInFixtures, { provider: SignInProvider }>({
  provider: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the required fixtures from this pattern
    async ({}, provide) => {
      const provider = await startSignInProvider()
      provider.claims = { ada: rolesOf('fleet-admin'), vic: rolesOf('fleet-viewer'), gus: rolesOf('guest') }
      await provide(provider)
      provider.close()
    },
    { scope: 'worker' },
  ],
  server: [
    async ({ provider }, provide) => {
      const server = await startPlatteServer(null, { flags: [...signInFlags(provider), ...BRANDING] })
      await provide(server)
      await server.stop()
    },
    { scope: 'worker', timeout: 150_000 },
  ],
  world: async ({ provider, server: { url } }, provide) => {
    const token = await provider.signToken(rolesOf('fleet-admin'))
    const headers = { authorization: `Bearer ${token}` }
    const world = createWorld({ server: url, updateServer: url, headers })
    await provide(world)
    await world.deleteAll()
  },
  openAs: ({ provider, page }, provide) =>
    provide(async (account, url) => {
      provider.account = account
      await page.goto(url)
      await signInLink(page).click()
    }),
  // The dashboard reads what it shows first before it knows that there is a sign-in.
  allowFailedLoads: true,
})

/** The same where a Nebraska serves the dashboard, and no process of ours keeps tokens. */
export const insideSignInTest = signInTest.extend<object, { updateServer: string }>({
  updateServer: [
    async ({ provider }, provide) => {
      const server = await startPlatteServer(null, { flags: signInFlags(provider, { inBrowser: true }) })
      await provide(server.url)
      await server.stop()
    },
    { scope: 'worker', timeout: 150_000 },
  ],
  server: [
    async ({ updateServer }, provide) => {
      const { url, close } = await serveDashboardFromNebraska(updateServer)
      await provide({ url, stop: async () => close() })
      close()
    },
    { scope: 'worker' },
  ],
  providerOrigin: ({ provider }, provide) => provide(provider.issuer),
})
