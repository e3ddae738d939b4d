import { errors, type JWTPayload, jwtVerify } from 'jose'
import type { Clock } from '#server/clock.ts'
import type { OidcSettings } from '#server/config/sign-in-config.ts'
import { HttpError } from '#server/http/http-error.ts'
import type { Claims } from './claims.ts'
import type { OidcProvider } from './oidc-provider.ts'

/** Asymmetric ones only: with HS256 the provider's public key would do as the secret. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
]
/** How far the clocks of provider and server may be apart. */
const CLOCK_TOLERANCE_SECONDS = 30
/** Of RFC 9068, and what providers that came before it write. */
const TOKEN_TYPES = ['at+jwt', 'application/at+jwt', 'jwt', 'application/jwt']
/** OpenID Connect Core 1.0, sections 2 and 3.3.2.11: only ID tokens have these. */
const ID_TOKEN_CLAIMS = ['nonce', 'at_hash', 'c_hash', 's_hash']

type TokenSettings = Pick<OidcSettings, 'audience' | 'clientId'>

/**
 * The claims of an access token (RFC 9068): signed by the provider, for this audience, valid now, and no ID token.
 * Throws an `HttpError`: 401 with what is wrong with the token, 503 where the provider can't be reached.
 */
export async function verifyAccessToken(
  token: string,
  { provider, settings, clock }: { provider: OidcProvider; settings: TokenSettings; clock: Clock },
): Promise<Claims> {
  const { issuer } = (await provider.configuration()).serverMetadata()
  const keys = await provider.keys()
  try {
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      issuer,
      audience: settings.audience,
      algorithms: ALGORITHMS,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      currentDate: clock.now(),
      requiredClaims: ['exp'],
    })
    requireAccessToken(payload, protectedHeader.typ, settings)
    return payload
  } catch (error) {
    if (error instanceof HttpError) throw error
    const problem = problemOf(error, settings)
    throw problem === null ? provider.unavailable(error) : invalidToken(problem)
  }
}

/** An ID token names the client as its audience and says who signed in; whoever receives it must not act with it. */
function requireAccessToken(payload: JWTPayload, type: string | undefined, settings: TokenSettings): void {
  const typ = type?.toLowerCase()
  if (typ !== undefined && !TOKEN_TYPES.includes(typ))
    throw invalidToken(`it is a ${type}, not an access token`)
  const isMarked = typ?.endsWith('at+jwt') ?? false
  // Keycloak writes the kind of token among the claims.
  const kind = payload['typ']
  const isIdToken = kind === 'ID' || (!isMarked && ID_TOKEN_CLAIMS.some((claim) => claim in payload))
  if (isIdToken) throw invalidToken('it is an ID token: send the access token')
  if (settings.audience === settings.clientId && !isMarked && kind !== 'Bearer')
    throw invalidToken(
      `it may be an ID token: with ${settings.audience} as the audience, access tokens need the type at+jwt`,
    )
}

/** Completes the sentence "The access token is not valid: …"; null for an error that is not the token's. */
function problemOf(error: unknown, { audience }: TokenSettings): string | null {
  if (error instanceof errors.JWTExpired) return 'it has expired'
  if (error instanceof errors.JWTClaimValidationFailed) return claimProblem(error, audience)
  if (error instanceof errors.JOSEAlgNotAllowed || error instanceof errors.JOSENotSupported)
    return 'it is signed with an algorithm that is not allowed'
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys)
    return 'it is signed with a key that the provider does not publish'
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'its signature is wrong'
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid)
    return 'it is not a signed JSON web token'
  return null
}

function claimProblem({ claim, payload, reason }: errors.JWTClaimValidationFailed, audience: string): string {
  if (claim === 'aud')
    return `it is for ${[payload.aud ?? 'no audience'].flat().join(', ')}, and this server is ${audience} (--oidc-audience)`
  if (claim === 'iss') return 'it is from another issuer'
  if (claim === 'nbf') return 'it is not valid yet'
  return reason === 'missing' ? `it has no ${claim}` : `its ${claim} is wrong`
}

const invalidToken = (problem: string) =>
  new HttpError(401, 'invalid-token', `The access token is not valid: ${problem}.`)
