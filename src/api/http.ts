import * as z from 'zod/mini'
import { httpErrorSchema } from '#contract/http-error.ts'
import { ApiError, NOT_SUPPORTED } from '#src/api/api-error.ts'
import { recordResponse } from '#src/api/connection.ts'
import { knownResponses } from '#src/api/known-responses.ts'
import { withOutageCheck } from '#src/api/outage-check.ts'
import { type RequestOptions, sendRequest } from '#src/api/send-request.ts'
import { writeRefusal } from '#src/api/write-refusal.ts'

/**
 * Sends a request and parses the JSON response with `schema`.
 * @throws ApiError if it fails; the abort reason if `signal` aborts it
 */
export function request<Schema extends z.core.$ZodType>(
  path: string,
  schema: Schema,
  options: RequestOptions = {},
): Promise<z.output<Schema>> {
  return withOutageCheck(path, () => requestOnce(path, schema, options))
}

async function requestOnce<Schema extends z.core.$ZodType>(
  path: string,
  schema: Schema,
  options: RequestOptions,
): Promise<z.output<Schema>> {
  const isWrite = options.method !== undefined && options.method !== 'GET'
  const known = isWrite ? undefined : knownResponses.get(path)
  const response = await sendRequest(path, options, known?.etag)
  if (response.ok || response.status === 304) options.onHeaders?.(response.headers)
  if (known && response.status === 304) {
    recordResponse(path)
    return parse(path, schema, known.body)
  }
  if (!response.ok) {
    const error = await readHttpError(path, response)
    // The reason holds for every path.
    if (isWrite && error.status === 403 && isUpdateServers(path))
      writeRefusal.recordForbidden(error.message.replace(` (${path})`, ''))
    throw error
  }
  if (isWrite && isPage(response)) throw notSupported(response)
  if (isWrite && isUpdateServers(path)) writeRefusal.recordWritten()
  const body = await readJson(path, response)
  recordResponse(path, options.method)
  const etag = response.headers.get('etag')
  if (!isWrite && etag !== null) knownResponses.set(path, { etag, body })
  return parse(path, schema, body)
}

/** Whether the update server answers it, and not Platte's process alone. */
const isUpdateServers = (path: string) => path.startsWith('/api/')

/**
 * Sends a request whose response is one JSON value a line, and hands each line over as it comes.
 * @throws ApiError if it fails; the abort reason if `signal` aborts it
 */
export function requestLines(
  path: string,
  options: RequestOptions,
  onLine: (value: unknown) => void,
): Promise<void> {
  return withOutageCheck(path, () => requestLinesOnce(path, options, onLine))
}

async function requestLinesOnce(
  path: string,
  options: RequestOptions,
  onLine: (value: unknown) => void,
): Promise<void> {
  const response = await sendRequest(path, options)
  if (!response.ok) throw await readHttpError(path, response)
  if (isPage(response) || !response.body) throw notSupported(response)
  let rest = ''
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = `${rest}${part.value}`.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) onLine(JSON.parse(line))
  }
}

function parse<Schema extends z.core.$ZodType>(
  path: string,
  schema: Schema,
  body: unknown,
): z.output<Schema> {
  const parsed = z.safeParse(schema, body)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const field = issue?.path.join('.') || 'the whole response'
    throw new ApiError('unreadable', `Unexpected response to ${path}: ${field} (${issue?.message}).`)
  }
  return parsed.data
}

async function readHttpError(path: string, response: Response): Promise<ApiError> {
  const { status } = response
  if (status === 401) return new ApiError('sign-in', 'The server requires you to sign in.', { status })
  const body: unknown = await response.json().catch(() => null)
  const httpError = z.safeParse(httpErrorSchema, body)
  if (httpError.success) {
    const { message, error: code, issues } = httpError.data
    return new ApiError('refused', meaningfulMessage(message, response), { status, code, issues })
  }
  const bare = z.safeParse(messageSchema, body)
  if (bare.success) return new ApiError('refused', meaningfulMessage(bare.data.message, response), { status })
  return new ApiError('refused', `${DEFAULT_MESSAGES[status] ?? defaultMessage(status)} (${path})`, {
    status,
  })
}

/** A Nebraska's body for a request that violates its API description. */
const messageSchema = z.object({ message: z.string().check(z.minLength(1)) })

// A Nebraska's error responses mostly have an empty body.
const DEFAULT_MESSAGES: Record<number, string> = {
  403: 'You have read-only access. Sign in with an account that may make changes, or ask the server’s administrator for access. An edge node of a distributed Nebraska takes changes at its control node only.',
  404: 'The server does not have it; it may have been deleted.',
}

/** HTTP's names of statuses, which explain nothing to an operator (RFC 9110, section 15.5). */
const STATUS_TEXTS: Record<number, string> = { 403: 'forbidden', 404: 'not found' }

/** The server's message, or the default one where the server's only repeats its HTTP status. */
function meaningfulMessage(message: string, { status, statusText }: Response): string {
  const bare = message.trim().replace(/\.$/u, '').toLowerCase()
  const isBare = bare === '' || bare === STATUS_TEXTS[status] || bare === statusText.toLowerCase()
  return (isBare ? DEFAULT_MESSAGES[status] : undefined) ?? message
}

const defaultMessage = (status: number) =>
  status >= 500
    ? `The server failed with HTTP status ${status} and gave no reason. Check its log.`
    : `The server rejected the request with HTTP status ${status} and gave no reason.`

const isPage = ({ headers }: Response) => /^text\/html\b/i.test(headers.get('content-type') ?? '')

/** A Nebraska answers a write that it doesn't know with 200 and the dashboard's page. */
const notSupported = ({ status }: Response) =>
  new ApiError(
    'refused',
    'The update server responded with a web page, so it did not carry out the change. Its version of Nebraska may be too old for it, or a sign-in may be required.',
    { status, code: NOT_SUPPORTED },
  )

/** Undefined for a response without a body. */
async function readJson(path: string, response: Response): Promise<unknown> {
  if (response.status === 204) return undefined
  const type = response.headers.get('content-type') ?? ''
  // A server that does not know the path may respond with 200 and the dashboard's own page.
  if (!type.includes('application/json')) {
    // What nobody reads stays in progress for the browser.
    void response.body?.cancel()
    throw new ApiError(
      'unreadable',
      `Unexpected response to ${path}: ${type || 'no content type'} instead of JSON.`,
      { code: isPage(response) ? NOT_SUPPORTED : '' },
    )
  }
  return response.json().catch(() => {
    throw new ApiError('unreadable', `The response to ${path} was cut off.`)
  })
}
