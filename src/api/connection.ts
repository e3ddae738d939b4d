import type { Query } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { ApiError } from '#src/api/api-error.ts'
import { createExternalStore } from '#src/lib/external-store.ts'
import { serverNow } from '#src/lib/server-clock.ts'

/** The state of the connection to the update server, derived from the outcomes of all requests. */
interface Connection {
  /** Time of the last response in ms of the server’s clock; null before the first one. */
  lastResponse: number | null
  /** Since when (in ms) requests fail, and the latest error message; null while the server responds. */
  outage: { since: number; message: string } | null
  /** Whether a response demanded a sign-in. */
  requiresSignIn: boolean
}

/** Components read it with `useConnection`. */
export const connection = createExternalStore<Connection>({
  lastResponse: null,
  outage: null,
  requiresSignIn: false,
})

const change = (part: Partial<Connection>) => connection.set({ ...connection.get(), ...part })

const GATEWAY_ERRORS = [502, 503, 504]

/** Whether the server was not reached, or a proxy reports that nothing behind it responds. */
export const isOutage = (error: unknown): boolean =>
  error instanceof ApiError && (error.kind === 'unreachable' || GATEWAY_ERRORS.includes(error.status ?? 0))

// Platte's own process still reports its status while the update server behind it is down.
const isFromUpdateServer = ({ queryKey }: Pick<Query, 'queryKey'>) => queryKey[0] !== 'platte'

export function recordResponse(query: Pick<Query, 'queryKey'>) {
  if (isFromUpdateServer(query)) change({ lastResponse: serverNow(), outage: null })
}

export function recordError(error: unknown) {
  if (!(error instanceof ApiError)) return
  const { kind, message } = error
  if (isOutage(error)) {
    change({ outage: { since: connection.get().outage?.since ?? serverNow(), message } })
  } else if (kind === 'sign-in') change({ requiresSignIn: true })
}

/** Records the outcome of a request to the update server that no query sends. */
export async function recordOutcome<Data>(send: () => Promise<Data>): Promise<Data> {
  const sentAt = serverNow()
  try {
    const data = await send()
    change({ lastResponse: serverNow(), outage: null })
    return data
  } catch (error) {
    // It is not tried again, so one of several sent together must not hide that another got its response.
    if ((connection.get().lastResponse ?? 0) < sentAt || !isOutage(error)) recordError(error)
    throw error
  }
}

/** Calls back each time that the server responds after an outage. */
export function onOutageEnd(listener: () => void) {
  let wasOut = false
  connection.subscribe(() => {
    const isOut = connection.get().outage !== null
    if (wasOut && !isOut) listener()
    wasOut = isOut
  })
}

/** Lets the next requests find out whether a sign-in is still required. */
export const resetSignIn = () => change({ requiresSignIn: false })

export const useConnection = (): Connection => useSyncExternalStore(connection.subscribe, connection.get)
