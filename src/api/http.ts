import * as z from 'zod/mini'
import { httpErrorSchema } from '#contract/http-error.ts'
import { writeContextHeaders, type WriteContext } from '#contract/write-context.ts'
import { ApiError } from '#src/api/api-error.ts'

interface RequestOptions {
  signal?: AbortSignal
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Sent as JSON. */
  body?: unknown
  /** What a write says to our server beside its body. */
  note?: WriteContext
}

/**
 * Asks the server and parses the answer by its schema.
 * @throws ApiError, save when `signal` aborts it.
 */
export async function request<Schema extends z.core.$ZodType>(
  path: string,
  schema: Schema,
  options: RequestOptions = {},
): Promise<z.output<Schema>> {
  const response = await send(path, options)
  if (!response.ok) throw await readHttpError(path, response)
  const parsed = z.safeParse(schema, await jsonOf(path, response))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const field = issue?.path.join('.') || 'the whole answer'
    throw new ApiError(
      'unreadable',
      `The server's answer to ${path} is not as expected: ${field} (${issue?.message}).`,
    )
  }
  return parsed.data
}

async function send(
  path: string,
  { signal, method = 'GET', body, note = {} }: RequestOptions,
): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json', ...writeContextHeaders(note) }
  if (body !== undefined) headers['content-type'] = 'application/json'
  try {
    return await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      ...(signal && { signal }),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new ApiError(
      'unreachable',
      'The server does not answer. Check that it runs and that you can reach it.',
    )
  }
}

async function readHttpError(path: string, response: Response): Promise<ApiError> {
  const { status } = response
  if (status === 401) return new ApiError('sign-in', 'The server asks you to sign in.', { status })
  const body: unknown = await response.json().catch(() => null)
  const refusal = z.safeParse(httpErrorSchema, body)
  if (refusal.success) {
    const { message, error: code, issues } = refusal.data
    return new ApiError('refused', inWords(message, response), { status, code, issues })
  }
  const words = z.safeParse(messageAlone, body)
  if (words.success) return new ApiError('refused', inWords(words.data.message, response), { status })
  return new ApiError('refused', `${WITHOUT_WORDS[status] ?? refusedWithoutWords(status)} (${path})`, {
    status,
  })
}

/** A Nebraska's refusal of what its API description doesn't allow. */
const messageAlone = z.object({ message: z.string().check(z.minLength(1)) })

// A Nebraska refuses with an empty body more often than not.
const WITHOUT_WORDS: Record<number, string> = {
  403: 'You may not do this: the server knows you as a viewer only. Sign in as somebody who may change things, or ask who runs the server for the right.',
  404: 'The server has no such thing; it may have been deleted.',
}

/** What HTTP calls a status, which is no more than its number to a reader (RFC 9110, section 15.5). */
const STATUS_TEXTS: Record<number, string> = { 403: 'forbidden', 404: 'not found' }

/** A server's own words, unless they are no more than the status that they came with. */
function inWords(message: string, { status, statusText }: Response): string {
  const bare = message.trim().replace(/\.$/u, '').toLowerCase()
  const isBare = bare === '' || bare === STATUS_TEXTS[status] || bare === statusText.toLowerCase()
  return (isBare ? WITHOUT_WORDS[status] : undefined) ?? message
}

const refusedWithoutWords = (status: number) =>
  status >= 500
    ? `The server failed with status ${status} and did not say why; its log may.`
    : `The server refused with status ${status} and did not say why.`

async function jsonOf(path: string, response: Response): Promise<unknown> {
  const type = response.headers.get('content-type') ?? ''
  // A server that doesn't know the path may answer 200 with the dashboard's own page.
  if (!type.includes('application/json')) {
    throw new ApiError('unreadable', `The server's answer to ${path} is no JSON but ${type || 'of no type'}.`)
  }
  return response.json().catch(() => {
    throw new ApiError('unreadable', `The server's answer to ${path} broke off.`)
  })
}
