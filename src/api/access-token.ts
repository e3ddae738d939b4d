import { serverNow } from '#src/lib/server-clock.ts'

/** The access token of somebody who signed in where no process of ours keeps it. In memory only. */
interface StoredToken {
  value: string
  /** In how many ms it expires. */
  lifetime: number
  /** Replaces the token; does nothing where it can’t. */
  renew: () => Promise<void>
}

/** Longer than a request takes to arrive. */
const RENEW_BEFORE_MS = 30_000

interface DatedToken extends StoredToken {
  /** When it expires: no correction of the clock moves the first, and no sleep of the computer stops the second. */
  expires: { elapsed: number; clock: number }
}

let stored: DatedToken | null = null
let renewing: Promise<void> | null = null

export const storeAccessToken = (token: StoredToken | null): void => {
  stored = token && {
    ...token,
    expires: { elapsed: performance.now() + token.lifetime, clock: serverNow() + token.lifetime },
  }
}

/** Whether somebody signed in in this tab. */
export const hasAccessToken = (): boolean => stored !== null

/** The header of every request to the update server; none where nobody signed in in this tab. */
export async function authorizationHeader(): Promise<Record<string, string>> {
  if (stored && isDue(stored)) {
    renewing ??= stored.renew().finally(() => {
      renewing = null
    })
    await renewing
  }
  return stored ? { authorization: `Bearer ${stored.value}` } : {}
}

const isDue = ({ expires }: DatedToken) =>
  Math.min(expires.elapsed - performance.now(), expires.clock - serverNow()) < RENEW_BEFORE_MS
