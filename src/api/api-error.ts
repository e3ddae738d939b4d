import type { HttpErrorBody } from '#contract/http-error.ts'

export type ApiErrorKind =
  /** No response: the server is down, or cannot be reached. */
  | 'unreachable'
  /** The server rejected the request; `status` has its HTTP status. */
  | 'refused'
  /** The server requires the operator to sign in. */
  | 'sign-in'
  /** The response does not match its schema; `message` names the path and the field. */
  | 'unreadable'

/** A failed request. Its message can be shown on the screen. */
export class ApiError extends Error {
  readonly kind: ApiErrorKind
  /** The HTTP status; null without a response. */
  readonly status: number | null
  /** The server's error code; empty if it sent none. */
  readonly code: string
  /** The fields of a write that the server rejected. */
  readonly issues: NonNullable<HttpErrorBody['issues']>
  /** Whether it failed because the server is away: nothing else is answered either. Set by the transport. */
  inOutage = false

  constructor(
    kind: ApiErrorKind,
    message: string,
    details: { status?: number; code?: string; issues?: HttpErrorBody['issues'] } = {},
  ) {
    super(message)
    this.name = 'ApiError'
    this.kind = kind
    this.status = details.status ?? null
    this.code = details.code ?? ''
    this.issues = details.issues ?? []
  }
}

const GATEWAY_ERRORS = [502, 503, 504]

/** Whether a proxy reports by this status that nothing behind it responds. */
export const isGatewayError = (status: number): boolean => GATEWAY_ERRORS.includes(status)

/** Whether the server was not reached, or a proxy reports that nothing behind it responds. */
export const isUnanswered = ({ kind, status }: ApiError): boolean =>
  kind === 'unreachable' || isGatewayError(status ?? 0)

/**
 * Code of a request that the server doesn't know: a Nebraska responds to it with 200 and the dashboard's own page,
 * Platte's server in front of one with 501.
 */
export const NOT_SUPPORTED = 'not-supported'

/** Whether the server doesn't know the path, by its page, its 501 or its 404. */
export const isNotSupported = (error: unknown): boolean =>
  error instanceof ApiError && (error.code === NOT_SUPPORTED || [404, 405, 501].includes(error.status ?? 0))

/** Whether the server wants a sign-in, or another role. */
export const isAccessError = (error: unknown): error is ApiError =>
  error instanceof ApiError && (error.kind === 'sign-in' || error.status === 403)

/** Whether the error is a 404. */
export const isNotFound = (error: unknown): boolean => error instanceof ApiError && error.status === 404
