import { errorCode } from './error-code.ts'
import { sqlState } from './sql-state.ts'

/** There is no connection to the database. */
export class DatabaseUnavailableError extends Error {
  override readonly name = 'DatabaseUnavailableError'
}

/** Another session has locked what the request needs. */
export class DatabaseBusyError extends Error {
  override readonly name = 'DatabaseBusyError'
}

/**
 * Failures that pass by themselves. `unavailable`: there is no connection, or it broke. `busy`: a lock or the statement
 * took longer than its timeout. `exhausted`: PostgreSQL has no disk, memory or file left.
 */
export type DatabaseFailure = 'unavailable' | 'busy' | 'exhausted'

const LOCK_NOT_AVAILABLE = '55P03'
const QUERY_CANCELED = '57014'
const TOO_MANY_CONNECTIONS = '53300'
/** Sessions that PostgreSQL ended or refused: shut down, crashed, starting, dropped, idle for too long. */
const ENDED_SESSION = /^(08...|57P0[1-5]|25P0[34])$/
/** Insufficient resources, and errors of the operating system. */
const EXHAUSTED = /^(53|58)...$/

/** The messages of `pg` about connections, which have no code. */
const CONNECTION_LOST = /^(Connection terminated|Client (has encountered|was closed)|timeout e)/
const SOCKET_ERRORS = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
])

/** Null for every other error. */
export function databaseFailure(error: unknown): DatabaseFailure | null {
  if (error instanceof DatabaseUnavailableError) return 'unavailable'
  if (error instanceof DatabaseBusyError) return 'busy'
  const state = sqlState(error)
  if (state === null) return isConnectionLost(error) ? 'unavailable' : null
  if (state === LOCK_NOT_AVAILABLE || state === QUERY_CANCELED) return 'busy'
  if (state === TOO_MANY_CONNECTIONS || ENDED_SESSION.test(state)) return 'unavailable'
  return EXHAUSTED.test(state) ? 'exhausted' : null
}

/** Whether `watchOutages` logs it, once for all requests. */
export function isLoggedAsOutage(error: unknown): boolean {
  const failure = databaseFailure(error)
  return failure === 'unavailable' || failure === 'busy'
}

const isConnectionLost = (error: unknown) =>
  error instanceof Error && (CONNECTION_LOST.test(error.message) || SOCKET_ERRORS.has(errorCode(error) ?? ''))
