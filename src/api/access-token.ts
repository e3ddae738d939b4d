/** The access token of somebody who signed in where no process of ours keeps it. In memory only. */
interface KeptToken {
  value: string
  /** In ms of `performance.now()`, which no correction of a clock moves. */
  expires: number
  /** Replaces the token; does nothing where it can’t. */
  renew: () => Promise<void>
}

/** Longer than a request takes to arrive. */
const RENEW_BEFORE_MS = 30_000

let kept: KeptToken | null = null
let renewing: Promise<void> | null = null

export const keepAccessToken = (token: KeptToken | null): void => {
  kept = token
}

/** Whether somebody signed in in this tab. */
export const hasAccessToken = (): boolean => kept !== null

/** The header of every request to the update server; none where nobody signed in in this tab. */
export async function authorizationHeader(): Promise<Record<string, string>> {
  if (kept && kept.expires - performance.now() < RENEW_BEFORE_MS) {
    renewing ??= kept.renew().finally(() => {
      renewing = null
    })
    await renewing
  }
  return kept ? { authorization: `Bearer ${kept.value}` } : {}
}
