import { useSyncExternalStore } from 'react'
import { ApiError, isUnanswered } from '#src/api/api-error.ts'
import { createExternalStore } from '#src/lib/external-store.ts'
import { serverNow } from '#src/lib/server-clock.ts'

/** The state of the connection to the update server, derived from the outcomes of all requests. Times are in ms of its clock. */
interface Connection {
  /** When a request last succeeded; null before the first one. */
  lastResponse: number | null
  /** The same of the requests for data; `/config` is answered even if nothing else works. */
  lastData: number | null
  /** The paths of the latest two reads that have succeeded, the latest first, without those of Platte's own process. */
  lastReads: readonly string[]
  /** When data last could not be read because of an error inside the server; null for never. */
  lastServerError: number | null
  /** Since when requests fail, and the latest error message; null while the server responds. */
  outage: { since: number; message: string } | null
  /** Whether a response demanded a sign-in. */
  requiresSignIn: boolean
}

/** Of a page that has just opened. */
export const INITIAL_CONNECTION: Connection = {
  lastResponse: null,
  lastData: null,
  lastReads: [],
  lastServerError: null,
  outage: null,
  requiresSignIn: false,
}

/** Components read it with `useConnection`. */
export const connection = createExternalStore(INITIAL_CONNECTION)

const change = (part: Partial<Connection>) => connection.set({ ...connection.get(), ...part })

/** Whether a request failed because the server is away, and not it alone. */
export const isOutage = (error: unknown): boolean => error instanceof ApiError && error.inOutage

/** Records that a request for this path has succeeded. */
export function recordResponse(path: string, method = 'GET') {
  // Platte's own process still responds while the update server behind it is down.
  if (path.startsWith('/platte/')) return
  const now = serverNow()
  const { lastReads } = connection.get()
  change({
    lastResponse: now,
    outage: null,
    ...(path.startsWith('/api/') && {
      lastData: now,
      ...(method === 'GET' && {
        lastReads: [path, ...lastReads.filter((read) => read !== path)].slice(0, 2),
      }),
    }),
  })
}

/** Records that a read has failed for good. */
export function recordError(error: unknown) {
  if (!(error instanceof ApiError)) return
  const { kind, message, status } = error
  if (isOutage(error)) {
    change({ outage: { since: connection.get().outage?.since ?? serverNow(), message } })
  } else if (kind === 'sign-in') change({ requiresSignIn: true })
  else if (isUnanswered(error) || (status ?? 0) >= 500) change({ lastServerError: serverNow() })
}

/** Records the failure of a request to the update server that no query sends. */
export async function withRecordedError<Data>(send: () => Promise<Data>): Promise<Data> {
  try {
    return await send()
  } catch (error) {
    recordError(error)
    throw error
  }
}

/** Calls back each time that the server responds after an outage. @returns unsubscribes */
export function onOutageEnd(listener: () => void): () => void {
  let wasOut = connection.get().outage !== null
  return connection.subscribe(() => {
    const isOut = connection.get().outage !== null
    const hasEnded = wasOut && !isOut
    wasOut = isOut
    if (hasEnded) listener()
  })
}

/** Lets the next requests find out whether a sign-in is still required. */
export const resetSignIn = () => change({ requiresSignIn: false })

/** A part of the connection's state; the component renders again only when that part changes. */
export const useConnection = <Part extends keyof Connection>(part: Part): Connection[Part] =>
  useSyncExternalStore(connection.subscribe, () => connection.get()[part])
