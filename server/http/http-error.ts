/** A request that fails. Sent as `{ error, message, issues? }` with its status; the body is never empty. */
export class HttpError extends Error {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 421 | 500 | 501 | 502 | 503 | 504
  readonly code: string
  readonly issues: readonly { field: string; message: string }[]

  constructor(
    status: HttpError['status'],
    code: string,
    message: string,
    issues: readonly { field: string; message: string }[] = [],
  ) {
    super(message)
    this.name = 'HttpError'
    this.status = status
    this.code = code
    this.issues = issues
  }
}

/** `what` completes the sentence "There is no …". */
export const notFound = (what: string) => new HttpError(404, 'not-found', `There is no ${what}.`)

export const badRequest = (code: string, message: string, field?: string) =>
  new HttpError(400, code, message, field === undefined ? [] : [{ field, message }])

export const conflict = (code: string, message: string, field?: string) =>
  new HttpError(409, code, message, field === undefined ? [] : [{ field, message }])
