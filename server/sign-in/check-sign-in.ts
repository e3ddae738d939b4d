import type { SignInCheck } from '#contract/sign-in-check.ts'
import type { OidcSettings } from '#server/config/sign-in-config.ts'
import type { Clock } from '#server/clock.ts'
import { HttpError } from '#server/http/http-error.ts'
import { callbackOf } from './oidc-client.ts'
import { OidcProvider } from './oidc-provider.ts'

type Fact = SignInCheck['facts'][number]
/** A fact that may be for nobody but those who are known to the provider. */
export interface CheckedFact extends Fact {
  for_people: boolean
}
export type SignInFault = SignInCheck['problems'][number]

/** What an administrator needs to know of the settings, before it is known who asks. */
export interface SettingsCheck extends Pick<SignInCheck, 'method' | 'problems'> {
  facts: readonly CheckedFact[]
}

/** What is checked: the settings of this server, or those that another update server names. */
export interface CheckedSettings extends Pick<
  OidcSettings,
  'issuerUrl' | 'clientId' | 'clientSecret' | 'scopes' | 'logoutUrl'
> {
  audience: string | null
  /** Null where another update server decides what people may do. */
  roles: Pick<OidcSettings, 'rolesPath' | 'adminRoles' | 'viewerRoles' | 'useUserinfo'> | null
}

/** What the settings of this server are, to be checked. */
export const checkedSettings = (settings: OidcSettings): CheckedSettings => ({ ...settings, roles: settings })

/**
 * What an administrator needs to set up a client at the provider, and what is wrong with the settings as far as the provider's
 * own description shows it. Nobody signs in for that.
 * @param origins the URLs by which browsers reach this server
 */
export async function checkSignIn(
  settings: CheckedSettings,
  origins: readonly string[],
  clock: Clock,
): Promise<SettingsCheck> {
  const facts = factsOf(settings, origins)
  const provider = new OidcProvider(settings, clock)
  try {
    const metadata = (await provider.configuration()).serverMetadata()
    return {
      method: 'oidc',
      facts: [
        ...facts,
        fact('Provider', 'it responds'),
        fact('Its keys', metadata.jwks_uri ?? 'none'),
        fact('Sign-out at', metadata.end_session_endpoint ?? settings.logoutUrl ?? 'nowhere'),
      ],
      problems: problemsWith(metadata, settings),
    }
  } catch (error) {
    if (!(error instanceof HttpError)) throw error
    const advice = 'Check the issuer, and --ca-file if the provider has a certificate of your own authority.'
    return {
      method: 'oidc',
      facts: [...facts, fact('Provider', 'its response is not as expected')],
      problems: [{ message: `${error.message} ${advice}`, setting: '--oidc-issuer-url' }],
    }
  }
}

/** As lines for a terminal. */
export const factLine = ({ name, value, to_register }: Fact): string =>
  `${name}${to_register ? ' to register' : ''}: ${value}`

export const problemLine = ({ message, setting }: SignInFault): string =>
  setting === null ? message : `${message} (${setting})`

export const fact = (name: string, value: string): CheckedFact => ({
  name,
  value,
  to_register: false,
  for_people: false,
})
/** A fact that must be registered at the provider. */
export const toRegister = (name: string, value: string): CheckedFact => ({
  ...fact(name, value),
  to_register: true,
})
/** A fact that shows people which role they lack, and says nothing to strangers. */
const forPeople = (name: string, value: string): CheckedFact => ({ ...fact(name, value), for_people: true })

function factsOf(settings: CheckedSettings, origins: readonly string[]): CheckedFact[] {
  const { issuerUrl, clientId, clientSecret, audience, scopes, roles } = settings
  return [
    fact('Issuer', issuerUrl),
    fact('Client', `${clientId}, ${clientSecret === null ? 'public' : 'with a secret'}`),
    ...origins.map((origin) => toRegister('Redirect URI', callbackOf(origin))),
    ...origins.map((origin) => toRegister('Post-logout redirect URI', `${origin}/`)),
    fact('Audience of access tokens', audience ?? 'none is requested'),
    fact('Scopes', scopes.join(' ')),
    ...(roles === null
      ? [fact('Roles', 'the update server decides')]
      : [
          fact('Roles', `at ${roles.rolesPath} in ${sourceOf(roles)}`),
          forPeople('Admins', roles.adminRoles.join(', ')),
          forPeople('Viewers', roles.viewerRoles.length > 0 ? roles.viewerRoles.join(', ') : 'none'),
        ]),
  ]
}

const sourceOf = ({ useUserinfo }: Pick<OidcSettings, 'useUserinfo'>) =>
  useUserinfo ? 'the userinfo response' : 'the access token'

interface Metadata {
  jwks_uri?: string | undefined
  scopes_supported?: string[] | undefined
  code_challenge_methods_supported?: string[] | undefined
  userinfo_endpoint?: string | undefined
  end_session_endpoint?: string | undefined
}

function problemsWith(metadata: Metadata, { scopes, roles, logoutUrl }: CheckedSettings): SignInFault[] {
  const unknown = scopes.filter((scope) => metadata.scopes_supported?.includes(scope) === false)
  const methods = metadata.code_challenge_methods_supported
  const problems = [
    metadata.jwks_uri === undefined && {
      message: 'The provider publishes no keys, so no access token can be verified.',
      setting: null,
    },
    unknown.length > 0 && {
      message: `The provider does not list the scopes ${unknown.join(', ')}, and may refuse them.`,
      setting: '--oidc-scopes',
    },
    methods?.includes('S256') === false && {
      message: 'The provider does not list PKCE with S256, which Platte uses.',
      setting: null,
    },
    roles?.useUserinfo === true &&
      metadata.userinfo_endpoint === undefined && {
        message: 'The provider has no userinfo endpoint, where the roles are looked for.',
        setting: '--oidc-use-userinfo',
      },
    metadata.end_session_endpoint === undefined &&
      logoutUrl === null && {
        message: 'The provider publishes no sign-out URL, so its own session remains after a sign-out here.',
        setting: '--oidc-logout-url',
      },
  ]
  return problems.filter((problem) => problem !== false)
}
