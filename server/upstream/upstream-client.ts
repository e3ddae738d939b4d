import type { IncomingHttpHeaders } from 'node:http'
import * as z from 'zod/mini'
import { applicationPageSchema } from '#contract/application.ts'
import { httpErrorSchema } from '#contract/http-error.ts'
import { toError } from '#server/errors/to-error.ts'
import { HttpError } from '#server/http/http-error.ts'
import { isPageInsteadOfResponse, notSupported } from './not-supported.ts'
import { readAtMost } from './read-response.ts'
import type { UpstreamReadLimit } from './upstream-read-limit.ts'
import { RESPONSE_TIMEOUT_MS, upstreamUnreachable } from './upstream-unreachable.ts'

/** The smallest response that needs access. */
const ACCESS_CHECK = '/api/apps?page=1&perpage=10'

/** More than the applications of a large fleet take, with their groups, channels and packages. */
const MAX_RESPONSE_BYTES = 32 * 1024 ** 2

/** The headers by which the update server identifies a user. */
export type Credentials = Record<string, string>

export function credentialsOf({ cookie, authorization }: IncomingHttpHeaders): Credentials {
  return { ...(cookie !== undefined && { cookie }), ...(authorization !== undefined && { authorization }) }
}

/** An unknown application is a 400 (docs/protocol.md, “Missing resources”). */
const MISSING_STATUSES = [400, 404]

interface Opened {
  location: string | null
  setCookies: readonly string[]
}

/** Where an update server is, and the limit on concurrent reads from it. */
export interface UpstreamAddress {
  /** Without a slash at its end. */
  url: string
  readLimit: UpstreamReadLimit
}

/** Reads an update server's API with the credentials of the user on whose behalf it reads. */
export class UpstreamClient {
  readonly #url: string
  readonly #readLimit: UpstreamReadLimit
  readonly #isUrgent: boolean
  readonly #requests = new Set<AbortController>()
  readonly #accessChecks = new Map<string, Promise<unknown>>()

  /** @param isUrgent whether its reads go before those of others, such as around a write */
  constructor({ url, readLimit }: UpstreamAddress, { isUrgent = false }: { isUrgent?: boolean } = {}) {
    this.#url = url
    this.#readLimit = readLimit
    this.#isUrgent = isUrgent
  }

  /** Aborts the requests in progress. */
  stop(): void {
    for (const request of this.#requests) request.abort()
  }

  /** Throws an `HttpError` where the update server can't be reached or denies access. */
  async requireAccess(credentials: Credentials): Promise<void> {
    const key = JSON.stringify(credentials)
    // Many dashboards may ask at once: those with the same credentials get the same answer.
    const check = this.#accessChecks.get(key) ?? this.get(ACCESS_CHECK, applicationPageSchema, credentials)
    this.#accessChecks.set(key, check)
    try {
      await check
    } finally {
      this.#accessChecks.delete(key)
    }
  }

  /**
   * Opens a page as a browser does: where it leads, and with which cookies; the location is null where it leads nowhere.
   * Throws an `HttpError` where the update server can't be reached.
   */
  async open(path: string, credentials: Credentials): Promise<Opened> {
    const { status, headers } = await this.#send(path, credentials, { accept: 'text/html' })
    const location = status >= 300 && status < 400 ? headers.get('location') : null
    return { location, setCookies: headers.getSetCookie() }
  }

  /** The status of a response alone. Throws an `HttpError` where there is none. */
  async statusOf(method: 'GET' | 'PATCH', path: string, credentials: Credentials): Promise<number> {
    return (await this.#send(path, credentials, { method })).status
  }

  /** Throws an `HttpError` whose message is for the screen. */
  async get<Schema extends z.core.$ZodType>(
    path: string,
    schema: Schema,
    credentials: Credentials,
  ): Promise<z.output<Schema>> {
    const found = await this.find(path, schema, credentials)
    if (found !== null) return found
    throw new HttpError(404, 'not-found', `The update server has nothing at ${path}.`)
  }

  /** Like `get`, but returns null for a missing resource. */
  async find<Schema extends z.core.$ZodType>(
    path: string,
    schema: Schema,
    credentials: Credentials,
  ): Promise<z.output<Schema> | null> {
    const { status, headers, body } = await this.#send(path, credentials)
    const type = headers.get('content-type') ?? ''
    if (MISSING_STATUSES.includes(status)) return null
    if (isPageInsteadOfResponse({ status, type })) throw notSupported('GET', path)
    if (status !== 200) throw errorOfStatus(path, status, body)
    const parsed = z.safeParse(schema, body)
    if (parsed.success) return parsed.data
    const [issue] = parsed.error.issues
    const field = issue?.path.join('.') || 'the whole response'
    throw new HttpError(
      500,
      'update-server-unreadable',
      `The update server’s response to ${path} is invalid: ${field} (${issue?.message}).`,
    )
  }

  async #send(
    path: string,
    credentials: Credentials,
    { method = 'GET', accept = 'application/json' }: { method?: 'GET' | 'PATCH'; accept?: string } = {},
  ): Promise<{ status: number; headers: Headers; body: unknown }> {
    const request = new AbortController()
    this.#requests.add(request)
    const timeout = setTimeout(
      () => request.abort(new DOMException('no response in time', 'TimeoutError')),
      RESPONSE_TIMEOUT_MS,
    )
    let releaseSlot: (() => void) | null = null
    try {
      const options = { urgent: this.#isUrgent, signal: request.signal }
      releaseSlot = await this.#readLimit.acquire({ method, path }, options)
      const response = await fetch(this.#url + path, {
        method,
        headers: { accept, ...credentials },
        // A redirect leads to a sign-in page.
        redirect: 'manual',
        signal: request.signal,
      })
      const body = response.body ? await readAtMost(response.body, MAX_RESPONSE_BYTES) : Buffer.alloc(0)
      return { status: response.status, headers: response.headers, body: parseJson(body.toString('utf8')) }
    } catch (error) {
      throw upstreamUnreachable(this.#url, toError(error))
    } finally {
      clearTimeout(timeout)
      releaseSlot?.()
      this.#requests.delete(request)
    }
  }
}

/** Null where the text is not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function errorOfStatus(path: string, status: number, body: unknown): HttpError {
  if (status === 401 || (status >= 300 && status < 400))
    return new HttpError(401, 'sign-in', 'The update server asks you to sign in.')
  if (status === 403) return new HttpError(403, 'forbidden', 'The update server does not let you see this.')
  const error = z.safeParse(httpErrorSchema, body)
  const reason = error.success ? error.data.message : 'It gave no reason; its log may.'
  return new HttpError(
    500,
    'update-server-failed',
    `The update server responded to ${path} with status ${status}. ${reason}`,
  )
}
