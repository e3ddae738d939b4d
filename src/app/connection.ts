import type { Query } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { ApiError } from '#src/api/api-error.ts'

/** How it stands with the update server, told from the answers to whatever the pages ask. */
export interface Connection {
  /** When it last answered, in ms; null before it ever did. */
  lastAnswer: number | null
  /** Since when nothing answers, and in which words; null while it does. */
  silence: { since: number; message: string } | null
  /** Some answer was that people must sign in. */
  asksToSignIn: boolean
}

const listeners = new Set<() => void>()
let connection: Connection = { lastAnswer: null, silence: null, asksToSignIn: false }

function set(change: Partial<Connection>) {
  connection = { ...connection, ...change }
  for (const listener of listeners) listener()
}

const GATEWAY_ERRORS = [502, 503, 504]

/** No answer, or a proxy's word that there is none behind it. */
export const isSilence = (error: unknown): boolean =>
  error instanceof ApiError && (error.kind === 'unreachable' || GATEWAY_ERRORS.includes(error.status ?? 0))

// Our own process goes on telling its status while the server behind it is down.
const asksUpdateServer = ({ queryKey }: Pick<Query, 'queryKey'>) => queryKey[0] !== 'platte'

export function noteAnswer(_data: unknown, query: Pick<Query, 'queryKey'>) {
  if (asksUpdateServer(query)) set({ lastAnswer: Date.now(), silence: null })
}

export function noteError(error: unknown) {
  if (!(error instanceof ApiError)) return
  const { kind, message } = error
  if (isSilence(error)) set({ silence: { since: connection.silence?.since ?? Date.now(), message } })
  else if (kind === 'sign-in') set({ asksToSignIn: true })
}

/** Before asking again whether people must sign in. */
export const forgetSignIn = () => set({ asksToSignIn: false })

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const useConnection = (): Connection => useSyncExternalStore(subscribe, () => connection)
