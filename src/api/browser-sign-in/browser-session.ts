import * as z from 'zod/mini'
import { personName } from '#contract/person-name.ts'
import type { ServerConfig } from '#contract/server-config.ts'
import { ASSUMED_TOKEN_LIFETIME_S, type SessionInfo } from '#contract/session.ts'
import { SECOND_MS } from '#contract/time-units.ts'
import { findUpstreamAccess, TOKEN_NOT_ACCEPTED, type UpstreamAccess } from '#contract/upstream-access.ts'
import { authorizationHeader, storeAccessToken } from '#src/api/access-token.ts'
import * as flow from './oidc-flow.ts'
import { BROWSER_SIGN_IN_URL, signedInTab } from './signed-in-tab.ts'

const PENDING_KEY = 'platte-sign-in'

const pendingSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  return_to: z.string(),
})

/** Somebody who signed in in this tab. The tokens are gone with the page: nothing that could read storage finds them. */
interface Person {
  oidc: flow.OidcClient
  name: string
  refreshToken: string | null
  /** Found out once for a token, since the browser logs every refusal; null before. */
  writeStatus: number | null
}

let person: Person | null = null

/** Sends the browser to the provider. */
export async function beginSignIn(config: ServerConfig, returnTo: string): Promise<void> {
  const oidc = await flow.discoverProvider(config, location.origin)
  const { url, pending } = await flow.authorizationUrl(oidc)
  sessionStorage.setItem(PENDING_KEY, JSON.stringify({ ...pending, return_to: returnTo }))
  location.assign(url)
}

/** Exchanges the code of the callback for tokens, once. Returns the page to go back to. */
export async function finishSignIn(config: ServerConfig): Promise<string> {
  const text = sessionStorage.getItem(PENDING_KEY)
  sessionStorage.removeItem(PENDING_KEY)
  if (text === null) throw new Error('No sign-in of this tab is in progress.')
  const { return_to, ...pending } = z.parse(pendingSchema, JSON.parse(text))
  const oidc = await flow.discoverProvider(config, location.origin)
  keep(oidc, await flow.redeemCode(oidc, new URL(location.href), pending))
  signedInTab.remember()
  return return_to
}

/** Who signed in in this tab; null where the update server has no such sign-in. */
export async function browserSession(config: ServerConfig): Promise<SessionInfo | null> {
  if (config.auth_mode !== 'oidc') return null
  const access = person && (await accessOf(person))
  return {
    sign_in_url: BROWSER_SIGN_IN_URL,
    name: (access && person?.name) ?? null,
    role: access?.role ?? null,
    reason: access?.reason ?? '',
    signed_in: access !== null,
    management_url: config.access_management_url === '' ? null : config.access_management_url,
    notice: null,
  }
}

/** Forgets the tokens. Returns where the browser signs out of the provider; null for nowhere. */
export async function endBrowserSession(): Promise<string | null> {
  const ended = person
  person = null
  storeAccessToken(null)
  signedInTab.forget()
  if (!ended) return null
  // The tokens are forgotten in any case.
  if (ended.refreshToken !== null) await flow.revokeToken(ended.oidc, ended.refreshToken).catch(() => null)
  return flow.signOutUrl(ended.oidc, `${location.origin}/`)
}

function keep(oidc: flow.OidcClient, tokens: flow.Tokens): void {
  const { access, expiresIn, claims } = tokens
  const name = claims === null ? (person?.name ?? '') : personName(claims)
  // A provider that does not rotate refresh tokens sends no new one.
  const refreshToken = tokens.refresh ?? person?.refreshToken ?? null
  person = { oidc, name, refreshToken, writeStatus: null }
  const lifetime = (expiresIn ?? ASSUMED_TOKEN_LIFETIME_S) * SECOND_MS
  storeAccessToken({ value: access, lifetime, renew: () => renew(oidc, refreshToken) })
}

/** A token that can’t be renewed is used until the server refuses it, which leads to a new sign-in. */
async function renew(oidc: flow.OidcClient, refreshToken: string | null): Promise<void> {
  if (refreshToken === null) return
  const tokens = await flow.refreshTokens(oidc, refreshToken).catch(() => null)
  if (tokens) keep(oidc, tokens)
}

/** Null once the update server refuses a token that it has accepted before. */
async function accessOf(person: Person): Promise<UpstreamAccess | null> {
  const access = await findUpstreamAccess((method, path) =>
    method === 'GET' ? statusOf(method, path) : writeStatus(person, path),
  )
  return access ?? (person.writeStatus === null ? TOKEN_NOT_ACCEPTED : null)
}

/** Of a method that a Nebraska doesn’t have. */
async function writeStatus(person: Person, path: string): Promise<number> {
  if (person.writeStatus !== null) return person.writeStatus
  const status = await statusOf('PATCH', path)
  // The server may have failed.
  if (status < 500) person.writeStatus = status
  return status
}

async function statusOf(method: 'GET' | 'PATCH', path: string): Promise<number> {
  const headers = await authorizationHeader()
  const response = await fetch(path, { method, headers })
  return response.status
}
