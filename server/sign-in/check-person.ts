import { decodeJwt } from 'jose'
import { personName } from '#contract/person-name.ts'
import type { SignInCheck } from '#contract/sign-in-check.ts'
import type { OidcSettings } from '#server/config/sign-in-config.ts'
import { HttpError } from '#server/http/http-error.ts'
import { accessLevelOf } from './access-level.ts'
import type { TokenVerifier } from './bearer-token.ts'
import { type Claims, rolesAt } from './claims.ts'
import type { SignInFault } from './check-sign-in.ts'

type CheckedPerson = NonNullable<SignInCheck['person']>

interface PersonCheck {
  person: CheckedPerson
  /** What keeps the person out; null where nothing does. */
  problem: SignInFault | null
}

/** What the access token of whoever asks is worth here. Of its claims, only names and types leave the server. */
export async function checkPerson(
  token: string,
  { verifier, settings }: { verifier: TokenVerifier; settings: OidcSettings },
): Promise<PersonCheck> {
  const decoded = claimsOf(token)
  try {
    const { name, claims } = await verifier.verify(token)
    const { role, reason } = accessLevelOf(claims, settings)
    const person = { name, reason, claims: describeClaims({ ...decoded, ...claims }) }
    if (role !== null) return { person, problem: null }
    const setting = rolesAt(claims, settings.rolesPath) === null ? '--oidc-roles-path' : '--oidc-viewer-roles'
    return { person, problem: { message: `You have no access: ${reason}.`, setting } }
  } catch (error) {
    if (!(error instanceof HttpError) || error.status !== 401) throw error
    const person = {
      name: personName(decoded ?? {}),
      reason: error.message,
      claims: describeClaims(decoded ?? {}),
    }
    return { person, problem: { message: error.message, setting: settingFor(decoded, settings) } }
  }
}

/** Of a token that another server verifies. */
export const describePerson = (name: string, reason: string, token: string): CheckedPerson => ({
  name,
  reason,
  claims: describeClaims(claimsOf(token) ?? {}),
})

/** Null for an opaque token. */
function claimsOf(token: string): Claims | null {
  try {
    return decodeJwt(token)
  } catch {
    return null
  }
}

/** The flag that may make a token count that doesn't; null where none does. */
function settingFor(claims: Claims | null, { audience }: OidcSettings): string | null {
  // Many providers issue JSON web tokens only for an audience.
  if (claims === null) return '--oidc-audience'
  return [claims['aud']].flat().includes(audience) ? null : '--oidc-audience'
}

const MAX_CLAIMS = 100
const MAX_DEPTH = 3
const MAX_NAME_LENGTH = 120

/** Names and types, those of objects with the path to them, as `--oidc-roles-path` takes it. */
export function describeClaims(claims: Claims, path = '', depth = 1): CheckedPerson['claims'] {
  return Object.entries(claims)
    .flatMap(([key, value]) => {
      const name = `${path}${key.replaceAll('.', String.raw`\.`)}`.slice(0, MAX_NAME_LENGTH)
      const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
      return isObject && depth < MAX_DEPTH
        ? describeClaims({ ...value }, `${name}.`, depth + 1)
        : [{ name, type: typeOf(value) }]
    })
    .slice(0, MAX_CLAIMS)
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return `list of ${value.length}`
  if (value === null) return 'null'
  return typeof value === 'string' ? 'text' : typeof value
}
