import type { HttpErrorBody } from '#contract/http-error.ts'

export type ApiErrorKind =
  /** No answer: the server is down, or the network between. */
  | 'unreachable'
  /** The server said no; `status` tells how. */
  | 'refused'
  /** The server wants people to sign in. */
  | 'sign-in'
  /** An answer that isn't what the contract says; `message` names the path and the field. */
  | 'unreadable'

/** Whatever went wrong with a request, in words that can stand on the screen. */
export class ApiError extends Error {
  readonly kind: ApiErrorKind
  readonly status: number | null
  /** The server's own code of a refusal; empty where it gave none. */
  readonly code: string
  /** The fields of a write that the server refused. */
  readonly issues: NonNullable<HttpErrorBody['issues']>

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

/** Whether the error says that what was asked for isn't there. */
export const isNotFound = (error: unknown): boolean => error instanceof ApiError && error.status === 404
