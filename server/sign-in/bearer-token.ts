import { createHash } from 'node:crypto'
import * as client from 'openid-client'
import { personName } from '#contract/person-name.ts'
import { MINUTE_MS, SECOND_MS } from '#contract/time-units.ts'
import type { Clock } from '#server/clock.ts'
import type { OidcSettings } from '#server/config/sign-in-config.ts'
import { type AccessLevel, accessLevelOf } from './access-level.ts'
import type { Claims } from './claims.ts'
import type { OidcProvider } from './oidc-provider.ts'
import { remember } from './remember.ts'
import { verifyAccessToken } from './verify-access-token.ts'

export interface VerifiedToken extends AccessLevel {
  name: string
  /** When the token expires. */
  expires: Date
  claims: Claims
}

/** How long what the userinfo endpoint said about a token counts. */
const USERINFO_MS = MINUTE_MS

/** Verifies access tokens and looks up what their owners may do. */
export class TokenVerifier {
  readonly #provider: OidcProvider
  readonly #settings: OidcSettings
  readonly #clock: Clock
  readonly #userinfo = new Map<string, { at: number; claims: Promise<Claims> }>()

  constructor(provider: OidcProvider, settings: OidcSettings, clock: Clock) {
    this.#provider = provider
    this.#settings = settings
    this.#clock = clock
  }

  /** Throws an `HttpError`: 401 for a token that doesn't count, 503 where the provider can't be reached. */
  async verify(token: string): Promise<VerifiedToken> {
    const [provider, settings, clock] = [this.#provider, this.#settings, this.#clock]
    const claims = await verifyAccessToken(token, { provider, settings, clock })
    const roleClaims = settings.useUserinfo ? await this.#readUserinfo(token, claims) : claims
    return {
      ...accessLevelOf(roleClaims, settings),
      // A name may be missing from the access token, but its subject is the verified one.
      name: personName({ ...roleClaims, ...claims }),
      expires: new Date(Number(claims['exp']) * SECOND_MS),
      claims: roleClaims,
    }
  }

  #readUserinfo(token: string, { sub }: Claims): Promise<Claims> {
    const key = createHash('sha256').update(token).digest('base64')
    const now = this.#clock.now().getTime()
    const remembered = this.#userinfo.get(key)
    if (remembered && now - remembered.at < USERINFO_MS) return remembered.claims
    const claims = this.#fetchUserinfo(token, sub)
    remember(this.#userinfo, key, { at: now, claims })
    claims.catch(() => this.#userinfo.delete(key))
    return claims
  }

  async #fetchUserinfo(token: string, subject: unknown): Promise<Claims> {
    const configuration = await this.#provider.configuration()
    const expected = typeof subject === 'string' ? subject : client.skipSubjectCheck
    try {
      const { ...claims } = await client.fetchUserInfo(configuration, token, expected)
      return claims
    } catch (error) {
      throw this.#provider.unavailable(error)
    }
  }
}
