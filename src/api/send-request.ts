import { hasDotSegment } from '#contract/dot-segments.ts'
import { writeContextHeaders, type WriteContext } from '#contract/write-context.ts'
import { authorizationHeader } from '#src/api/access-token.ts'
import { ApiError } from '#src/api/api-error.ts'
import { takeEarlyRequest } from '#src/api/early-requests.ts'
import { synchronizeClock } from '#src/lib/server-clock.ts'

export interface RequestOptions {
  signal?: AbortSignal
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Sent as JSON. */
  body?: unknown
  /** Sent as headers with a write, for Platte's server. */
  context?: WriteContext
  /** Called with the headers of a response that has succeeded, also of one without a body of its own (304). */
  onHeaders?: (headers: Headers) => void
}

/**
 * Sends a request.
 * @param etag of the response that is known already
 * @throws ApiError without a response; the abort reason if `signal` aborts it
 */
export async function sendRequest(
  path: string,
  { signal, method = 'GET', body, context = {} }: RequestOptions,
  etag?: string,
): Promise<Response> {
  if (hasDotSegment(path))
    throw new ApiError('refused', 'The id “.” or “..” can’t be part of an address, so nothing was requested.')
  const headers: Record<string, string> = {
    accept: 'application/json',
    ...writeContextHeaders(context),
    ...(await authorizationHeader()),
  }
  if (etag !== undefined) headers['if-none-match'] = etag
  // Also without a body: by its type the server knows a POST from another site's form.
  if (body !== undefined || method === 'POST') headers['content-type'] = 'application/json'
  // It had no token.
  const early = method === 'GET' && !('authorization' in headers) ? takeEarlyRequest(path) : undefined
  const sentAt = early?.sentAt ?? Date.now()
  try {
    const response = await (early?.response ??
      fetch(path, {
        method,
        headers,
        credentials: 'same-origin',
        ...(signal && { signal }),
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }))
    signal?.throwIfAborted()
    // What Platte's process answers itself may be by another clock than that of the update server behind it.
    if (!path.startsWith('/platte/')) synchronizeClock(response.headers, sentAt, Date.now())
    return response
  } catch (error) {
    if (signal?.aborted) throw error
    throw new ApiError(
      'unreachable',
      'The server is not responding. Check that it is running and that you can reach it.',
    )
  }
}
