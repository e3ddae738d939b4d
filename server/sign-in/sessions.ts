import { createHash, randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import * as z from 'zod/mini'
import { MINUTE_MS, SECOND_MS } from '#contract/time-units.ts'
import type { Context } from '#server/context.ts'
import { HttpError } from '#server/http/http-error.ts'
import { type Assessment, refreshTokens, type SignIn } from './oidc-client.ts'
import type { Sealer } from './sealer.ts'
import * as queries from './session-queries.ts'
import type { SessionRow } from './session-queries.ts'

const tokensSchema = z.object({ access_token: z.string(), refresh_token: z.nullable(z.string()) })
type Tokens = z.infer<typeof tokensSchema>

/** A person who is signed in. */
export type Session = Pick<SessionRow, 'id' | 'issuer' | 'subject' | 'name' | 'role' | 'reason'> & Tokens

export interface SessionLimits {
  /** How long a session lasts that nobody uses, in milliseconds. */
  idleMs: number
  /** How long any session lasts, in milliseconds. */
  maxMs: number
}

interface Owner extends Assessment {
  issuer: string
  subject: string
}

/** How long before its end an access token is replaced. */
const REFRESH_BEFORE_MS = 30 * SECOND_MS
/** How long a process may take to replace one before another tries. */
const REFRESH_MS = 15 * SECOND_MS
const POLL_MS = 100
/** How often a session's use is noted. */
const TOUCH_MS = MINUTE_MS

/** People who are signed in, in the database that all processes share. A cookie is 256 random bits; only its hash is stored. */
export class Sessions {
  readonly #context: Context
  readonly #sealer: Sealer
  readonly #limits: SessionLimits
  readonly #updateServer: string | null
  readonly #signIn: () => Promise<SignIn>

  constructor(
    context: Context,
    options: {
      sealer: Sealer
      limits: SessionLimits
      /** The server that tokens are for; null for this one. */
      updateServer: string | null
      signIn: () => Promise<SignIn>
    },
  ) {
    this.#context = context
    this.#sealer = options.sealer
    this.#limits = options.limits
    this.#updateServer = options.updateServer
    this.#signIn = options.signIn
  }

  /** Returns the cookie's value: a new one at each sign-in, so that nobody can know it before. */
  async create(owner: Owner, tokens: Tokens): Promise<string> {
    const cookie = randomBytes(32).toString('base64url')
    const now = this.#now()
    const { issuer, subject, name, role, reason, expires } = owner
    const id = idOf(cookie)
    await queries.insertSession(this.#context.db, {
      id,
      update_server: this.#updateServer,
      issuer,
      subject,
      name,
      role,
      reason,
      tokens: await this.#seal(tokens, id, now),
      created_ts: now,
      used_ts: now,
      expires_ts: expires,
      refreshing_until: null,
    })
    return cookie
  }

  /**
   * The session of a cookie, with an access token that is valid now; null where it has ended. Throws an `HttpError` with
   * 503 where the token has expired and the provider can't be reached.
   */
  async find(cookie: string): Promise<Session | null> {
    const row = await this.#read(idOf(cookie))
    if (!row) return null
    const now = this.#now()
    if (now.getTime() - row.used_ts.getTime() >= TOUCH_MS)
      await queries.touchSession(this.#context.db, row.id, now)
    const isFresh = row.expires_ts.getTime() - now.getTime() > REFRESH_BEFORE_MS
    return isFresh ? this.#open(row) : this.#refresh(row)
  }

  /** The session of a cookie, whose access token may have expired; null where it has ended. */
  async peek(cookie: string): Promise<Session | null> {
    const row = await this.#read(idOf(cookie))
    return row && this.#open(row)
  }

  async end(cookie: string): Promise<void> {
    await queries.deleteSession(this.#context.db, idOf(cookie))
  }

  async endAllOf(session: Pick<Session, 'issuer' | 'subject'>): Promise<void> {
    await queries.deleteSessionsOf(this.#context.db, session)
  }

  async #read(id: string): Promise<SessionRow | null> {
    const row = await queries.findSession(this.#context.db, id, this.#updateServer)
    if (!row) return null
    const now = this.#now().getTime()
    const { idleMs, maxMs } = this.#limits
    if (now - row.used_ts.getTime() < idleMs && now - row.created_ts.getTime() < maxMs) return row
    return this.#end(row)
  }

  /** Null where the tokens were encrypted with a key that this process doesn't have. */
  async #open(row: SessionRow): Promise<Session | null> {
    const tokens = await this.#sealer.open(row.tokens, row.id, tokensSchema)
    return tokens && { ...row, ...tokens }
  }

  async #refresh(row: SessionRow): Promise<Session | null> {
    const session = await this.#open(row)
    const now = this.#now()
    const isValid = row.expires_ts > now
    if (!session) return null
    if (session.refresh_token === null) return isValid ? session : this.#end(row)
    const until = new Date(now.getTime() + REFRESH_MS)
    if (await queries.claimRefresh(this.#context.db, row, now, until))
      return this.#refreshClaimed(row, session.refresh_token)
    return isValid ? session : this.#awaitRefresh(row)
  }

  async #refreshClaimed(row: SessionRow, refreshToken: string): Promise<Session | null> {
    const { db } = this.#context
    try {
      const signIn = await this.#signIn()
      const refreshed = await refreshTokens(signIn, refreshToken)
      if (refreshed === null) return await this.#end(row)
      const { name, role, reason, expires } = await signIn.assess(refreshed)
      const tokens = {
        access_token: refreshed.access_token,
        refresh_token: refreshed.refresh_token ?? refreshToken,
      }
      const changes = {
        // A token may lack the name that the ID token had.
        name: name || row.name,
        role,
        reason,
        tokens: await this.#seal(tokens, row.id, row.created_ts),
        expires_ts: expires,
        refreshing_until: null,
      }
      await queries.updateSession(db, row.id, changes)
      return { ...row, ...changes, ...tokens }
    } catch (error) {
      await queries.updateSession(db, row.id, { refreshing_until: null })
      if (error instanceof HttpError && row.expires_ts > this.#now()) return this.#open(row)
      throw error
    }
  }

  /** Waits for the process that refreshes the tokens. */
  async #awaitRefresh({ id, tokens }: SessionRow): Promise<Session | null> {
    for (let waited = 0; waited < REFRESH_MS; waited += POLL_MS) {
      const row = await this.#read(id)
      if (!row) return null
      if (row.tokens !== tokens) return this.#open(row)
      if (row.refreshing_until === null) break
      await delay(POLL_MS)
    }
    throw new HttpError(
      503,
      'sign-in-unavailable',
      'The sign-in provider did not respond in time. Try again later.',
    )
  }

  async #end({ id }: SessionRow): Promise<null> {
    await queries.deleteSession(this.#context.db, id)
    return null
  }

  #seal(tokens: Tokens, id: string, created: Date): Promise<string> {
    return this.#sealer.seal(tokens, id, new Date(created.getTime() + this.#limits.maxMs))
  }

  #now(): Date {
    return this.#context.clock.now()
  }
}

const idOf = (cookie: string) => createHash('sha256').update(cookie).digest('base64url')
