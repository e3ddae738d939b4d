import type { IncomingHttpHeaders } from 'node:http'
import * as z from 'zod/mini'
import { applicationPageSchema } from '#contract/application.ts'
import { httpErrorSchema } from '#contract/http-error.ts'
import { HttpError } from '#server/http/http-error.ts'
import { ANSWER_TIMEOUT_MS, unreachable } from './upstream-unreachable.ts'

/** The smallest page of what only they may read whom the update server lets in. */
const LETS_IN = '/api/apps?page=1&perpage=10'

/** What tells the update server who asks. */
export type Credentials = Record<string, string>

export function credentialsOf({ cookie, authorization }: IncomingHttpHeaders): Credentials {
  return { ...(cookie !== undefined && { cookie }), ...(authorization !== undefined && { authorization }) }
}

/** An unknown application is a 400, anything else a 404 (docs/protocol.md, “Missing resources”). */
const NOT_THERE = [400, 404]

/** Asks an update server in the name of whoever has these credentials. */
export class UpstreamClient {
  readonly #url: string
  readonly #underWay = new Set<AbortController>()

  constructor(url: string) {
    this.#url = url
  }

  /** Whoever waits for an answer gets none. */
  stop(): void {
    for (const request of this.#underWay) request.abort()
  }

  /** Throws a `HttpError` where the update server isn't reached or doesn't let them in. */
  async requireAccess(credentials: Credentials): Promise<void> {
    await this.get(LETS_IN, applicationPageSchema, credentials)
  }

  /** Throws a `HttpError` with words for the screen. */
  async get<Schema extends z.core.$ZodType>(
    path: string,
    schema: Schema,
    credentials: Credentials,
  ): Promise<z.output<Schema>> {
    const found = await this.find(path, schema, credentials)
    if (found !== null) return found
    throw new HttpError(404, 'not-found', `The update server has nothing at ${path}.`)
  }

  /** The same; null where there is no such thing. */
  async find<Schema extends z.core.$ZodType>(
    path: string,
    schema: Schema,
    credentials: Credentials,
  ): Promise<z.output<Schema> | null> {
    const { status, body } = await this.#send(path, credentials)
    if (NOT_THERE.includes(status)) return null
    if (status !== 200) throw httpErrorFor(path, status, body)
    const parsed = z.safeParse(schema, body)
    if (parsed.success) return parsed.data
    const [issue] = parsed.error.issues
    const field = issue?.path.join('.') || 'the whole answer'
    throw new HttpError(
      500,
      'update-server-unreadable',
      `The update server’s answer to ${path} is not as expected: ${field} (${issue?.message}).`,
    )
  }

  async #send(path: string, credentials: Credentials): Promise<{ status: number; body: unknown }> {
    const request = new AbortController()
    const late = setTimeout(
      () => request.abort(new DOMException('too late', 'TimeoutError')),
      ANSWER_TIMEOUT_MS,
    )
    this.#underWay.add(request)
    try {
      const response = await fetch(this.#url + path, {
        headers: { accept: 'application/json', ...credentials },
        // To a page where people sign in.
        redirect: 'manual',
        signal: request.signal,
      })
      const text = await response.text()
      return { status: response.status, body: parsedOrNull(text) }
    } catch (error) {
      throw unreachable(this.#url, error instanceof Error ? error : new Error(String(error)))
    } finally {
      clearTimeout(late)
      this.#underWay.delete(request)
    }
  }
}

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function httpErrorFor(path: string, status: number, body: unknown): HttpError {
  if (status === 401 || (status >= 300 && status < 400))
    return new HttpError(401, 'sign-in', 'The update server asks you to sign in.')
  if (status === 403) return new HttpError(403, 'forbidden', 'The update server does not let you see this.')
  const refusal = z.safeParse(httpErrorSchema, body)
  const words = refusal.success ? refusal.data.message : 'It did not say why; its log may.'
  return new HttpError(
    500,
    'update-server-failed',
    `The update server answered ${path} with status ${status}. ${words}`,
  )
}
