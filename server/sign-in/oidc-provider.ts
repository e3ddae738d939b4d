import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose'
import * as client from 'openid-client'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '#contract/time-units.ts'
import type { Clock } from '#server/clock.ts'
import type { OidcSettings } from '#server/config/sign-in-config.ts'
import { errorMessage } from '#server/errors/error-message.ts'
import { HttpError } from '#server/http/http-error.ts'

type ProviderSettings = Pick<OidcSettings, 'issuerUrl' | 'clientId' | 'clientSecret'>

/** For one response. */
const TIMEOUT_SECONDS = 5
/** How long after a failure nobody waits for the provider again. */
const RETRY_MS = 5 * SECOND_MS
/** How often keys are read again, so that one that the provider withdrew stops counting. */
const KEYS_FRESH_MS = 10 * MINUTE_MS
/** How long keys count while the provider can't be reached. */
const KEYS_MAX_AGE_MS = 12 * HOUR_MS

/**
 * The OpenID provider, found by its issuer when it is first needed, so that this process also starts while it is down.
 * Every method throws an `HttpError` with status 503 where it can't be reached.
 */
export class OidcProvider {
  readonly settings: ProviderSettings
  readonly #clock: Clock
  #configuration: Promise<client.Configuration> | null = null
  #keys: JWTVerifyGetKey | null = null
  #failure: { at: number; message: string } | null = null

  constructor(settings: ProviderSettings, clock: Clock) {
    this.settings = settings
    this.#clock = clock
  }

  /** Why the last request to the provider failed; null where it succeeded. */
  get failure(): string | null {
    return this.#failure?.message ?? null
  }

  /** What the provider publishes about itself, as `openid-client` takes it. */
  async configuration(): Promise<client.Configuration> {
    if (this.#failure && this.#configuration === null && this.#now() - this.#failure.at < RETRY_MS)
      throw this.unavailable(this.#failure.message)
    this.#configuration ??= this.#discover()
    try {
      return await this.#configuration
    } catch (error) {
      this.#configuration = null
      throw this.unavailable(error)
    }
  }

  /** The provider's keys. An unknown key makes them be read again, at most twice a minute. */
  async keys(): Promise<JWTVerifyGetKey> {
    if (this.#keys) return this.#keys
    const { jwks_uri } = (await this.configuration()).serverMetadata()
    if (jwks_uri === undefined) throw this.unavailable('it publishes no jwks_uri')
    const remote = createRemoteJWKSet(new URL(jwks_uri), {
      timeoutDuration: TIMEOUT_SECONDS * SECOND_MS,
      cacheMaxAge: KEYS_MAX_AGE_MS,
    })
    let readAt = this.#now()
    this.#keys = (header, token) => {
      if (this.#now() - readAt >= KEYS_FRESH_MS) {
        readAt = this.#now()
        remote.reload().then(
          () => this.answered(),
          (error: unknown) => this.unavailable(error),
        )
      }
      return remote(header, token)
    }
    return this.#keys
  }

  /** Notes that the provider works. */
  answered(): void {
    this.#failure = null
  }

  /** The error of a request that the provider did not answer. */
  unavailable(cause: unknown): HttpError {
    const message = typeof cause === 'string' ? cause : errorMessage(innermostCause(cause))
    this.#failure = { at: this.#now(), message }
    return new HttpError(
      503,
      'sign-in-unavailable',
      `The sign-in provider ${this.settings.issuerUrl} can’t be reached: ${message}. Try again later.`,
    )
  }

  async #discover(): Promise<client.Configuration> {
    const { issuerUrl, clientId, clientSecret } = this.settings
    const issuer = new URL(issuerUrl)
    const authentication = clientSecret === null ? client.None() : client.ClientSecretBasic(clientSecret)
    const configuration = await client.discovery(issuer, clientId, {}, authentication, {
      timeout: TIMEOUT_SECONDS,
      // The flags allow http on loopback only.
      execute: issuer.protocol === 'http:' ? [client.allowInsecureRequests] : [],
    })
    this.answered()
    return configuration
  }

  #now(): number {
    return this.#clock.now().getTime()
  }
}

/** It says most: `fetch failed` alone says nothing. */
const innermostCause = (error: unknown): unknown =>
  error instanceof Error && error.cause instanceof Error ? innermostCause(error.cause) : error
