import { expect, onTestFinished, test } from 'vitest'
import { settingsFor, startOidcProvider } from '#server/testing/oidc-provider.ts'
import { checkedSettings, checkSignIn, factLine, problemLine } from './check-sign-in.ts'

const clock = { now: () => new Date() }
const ORIGIN = 'https://platte.example.test'

async function startProvider() {
  const provider = await startOidcProvider()
  onTestFinished(provider.close)
  return provider
}

test('the facts name what to register, and never the secret', async () => {
  const settings = settingsFor(await startProvider())
  const { facts, problems } = await checkSignIn(checkedSettings(settings), [ORIGIN], clock)
  expect(problems).toEqual([])
  const lines = facts.map(factLine)
  expect(lines).toEqual(
    expect.arrayContaining([
      `Issuer: ${settings.issuerUrl}`,
      'Client: platte, with a secret',
      `Redirect URI to register: ${ORIGIN}/platte/sign-in/callback`,
      `Audience of access tokens: ${settings.audience}`,
      'Roles: at realm_access.roles in the access token',
      'Viewers: fleet-viewer',
    ]),
  )
  expect(lines.join('\n')).not.toContain(settings.clientSecret)
})

test('a scope that the provider does not know is named with its flag', async () => {
  const settings = { ...settingsFor(await startProvider()), scopes: ['openid', 'groups'] }
  const { problems } = await checkSignIn(checkedSettings(settings), [ORIGIN], clock)
  expect(problems.map(problemLine)).toEqual([
    'The provider does not list the scopes groups, and may refuse them. (--oidc-scopes)',
  ])
})

test('a provider that does not answer, or is another one, is a problem of the issuer', async () => {
  const provider = await startProvider()
  const other = { ...settingsFor(provider), issuerUrl: provider.issuer.replace('127.0.0.1', 'localhost') }
  expect((await checkSignIn(checkedSettings(other), [ORIGIN], clock)).problems).toMatchObject([
    { setting: '--oidc-issuer-url' },
  ])
  provider.setDown(true)
  const { facts, problems } = await checkSignIn(checkedSettings(settingsFor(provider)), [ORIGIN], clock)
  expect(problems[0]?.message).toContain(`The sign-in provider ${provider.issuer} can’t be reached`)
  expect(facts.map(factLine)).toContain(`Issuer: ${provider.issuer}`)
})
